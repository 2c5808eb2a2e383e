import { dueTime, whyOf } from '../due-time.ts';
import { answer, blocked, factsFor, lacking, visitOf, type NodeWork } from '../work.ts';
import { factsIn, resolveValue } from '../resolve-values.ts';

/** Works out when a timer is due. The instant is recorded, and never worked out again. */
export async function schedule(work: NodeWork<'schedule'>): Promise<void> {
  const { command, host, running } = work;
  const { timer, after } = command;
  if (after !== null) {
    const due = dueTime([host.bundle(), running.bundle], host.clock.now(), after);
    if (!due.ok) return void (await blocked(work, due.reason, due.message));
    return void (await answer(work, { type: 'timer.set', timer, due: due.due, ...whyOf(due), ...visitOf(work) }));
  }
  const { verb } = work.node;
  if (timer !== 'wait' || verb.kind !== 'wait' || verb.for.kind !== 'until') {
    return void (await blocked(work, 'invalid', 'there is nothing to wait for'));
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
