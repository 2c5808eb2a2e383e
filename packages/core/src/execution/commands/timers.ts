import { answer, blocked, factsFor, lacking, visitOf, type NodeWork } from '../work.ts';
import { factsIn, resolveValue } from '../resolve-values.ts';

/** Works out when a timer is due. The instant is recorded, and never worked out again. */
export async function schedule(work: NodeWork<'schedule'>): Promise<void> {
  const { command, host } = work;
  const { timer, after } = command;
  if (after !== null) {
    const due = new Date(Date.parse(host.clock.now()) + after.milliseconds).toISOString();
    await answer(work, { type: 'timer.set', timer, due, ...visitOf(work) });
    return;
  }
  const { verb } = work.node;
  if (timer !== 'wait' || verb.kind !== 'wait' || verb.for.kind !== 'until') {
    await blocked(work, 'no_calendar', 'business time needs a calendar');
    return;
  }
  const gathered = await factsFor(work, factsIn(verb.for.until));
  const until = resolveValue(verb.for.until, gathered.facts);
  const instant = until.ok && typeof until.value === 'string' ? Date.parse(until.value) : Number.NaN;
  if (!until.ok) await lacking(work, until.missing, gathered);
  else if (Number.isNaN(instant)) await blocked(work, 'invalid', 'what to wait for is not a time');
  else await answer(work, { type: 'timer.set', timer, due: new Date(instant).toISOString(), ...visitOf(work) });
}

/** Fires a timer that is due. */
export async function wake(work: NodeWork<'sleep'>): Promise<void> {
  await answer(work, { type: 'timer.fired', timer: work.command.timer, ...visitOf(work) });
}
