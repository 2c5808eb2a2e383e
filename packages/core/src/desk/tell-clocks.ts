import { nextMoment } from '@deskbook/policies/sla';
import type { SlaNotice } from '@deskbook/policies/sla';
import type { Head } from '../journal/journal-entry.ts';
import { clocksId, dueOf, type KeptClocks, readKept, timerOf } from '../service-levels/kept-clocks.ts';
import { noticeEvent } from '../service-levels/notice-event.ts';
import { runClocks } from '../service-levels/run-clocks.ts';
import type { DeskParts } from './desk-parts.ts';
import { calendarsFor } from './reckoning-of.ts';
import { reckonAgain } from './reckon-again.ts';
import { takeOwnEvent } from './take-own-event.ts';

/** How many clocks are seen to before what they started goes on. */
const atOnce = 256;

/**
 * Sees to the clocks that are due, in the order of their instants: warnings and breaches are taken in as events, each in one commit with the
 * clocks as they are after it, so that no process tells one twice and none is lost. True: something was due.
 */
export async function tellClocks(parts: DeskParts): Promise<boolean> {
  for (let seen = 0; seen < atOnce; seen += 1) {
    const kept = firstDue(parts);
    if (kept === null) return seen > 0;
    await parts.oneAtATime(`ticket:${kept.ticket}`, () => seeTo(parts, kept.ticket));
  }
  return true;
}

/** The clocks that are due first. Schedules that are due as well are few, and others see to them. */
function firstDue({ store, clock }: DeskParts): KeptClocks | null {
  const dueBy = clock.now();
  const [first] = store.timers({ dueBy, atMost: 1 });
  if (first === undefined) return null;
  return (
    readKept(first) ?? store.timers({ dueBy, atMost: atOnce }).flatMap((timer) => readKept(timer) ?? [])[0] ?? null
  );
}

async function seeTo(parts: DeskParts, ticket: string): Promise<void> {
  for (;;) {
    const head = parts.store.head(`ticket:${ticket}`);
    const kept = readKept(parts.store.timer(clocksId(ticket)));
    const now = parts.clock.now();
    if (kept === null || !isDue(dueOf(kept), now)) return;
    if (await moveOn(parts, await passed(parts, kept, now), head)) return;
  }
}

/** The clocks once time has passed up to what is due next. */
async function passed(parts: DeskParts, kept: KeptClocks, now: string): Promise<KeptClocks> {
  if (kept.untold.length > 0) return kept;
  if (isDue(kept.owed, now)) return reckonAgain(parts, kept, now);
  const at = nextMoment(kept.state)?.at ?? now;
  const { state, notices } = runClocks([], calendarsFor(parts, kept), [{ at }], kept.state);
  return { ...kept, state: state ?? kept.state, untold: notices };
}

/** Keeps the clocks as they are now, with the first of what there is to tell. False: the ticket has gone on meanwhile. */
async function moveOn(parts: DeskParts, kept: KeptClocks, head: Head | null): Promise<boolean> {
  const [first, ...rest] = kept.untold;
  const stream = `ticket:${kept.ticket}`;
  const alone = (next: KeptClocks) => ({ expect: { [stream]: head }, append: [], timers: [timerOf(next)] });
  if (first === undefined) return (await parts.store.commit(alone(kept))).ok;
  const after = { ...kept, untold: rest };
  const told = await tell(parts, kept, first, { head, beside: alone(after) });
  return told === 'seen' ? (await parts.store.commit(alone(after))).ok : told === 'taken';
}

function tell(
  parts: DeskParts,
  kept: KeptClocks,
  notice: SlaNotice,
  at: Pick<Parameters<typeof takeOwnEvent>[2], 'head' | 'beside'>,
): ReturnType<typeof takeOwnEvent> {
  return takeOwnEvent(parts, noticeEvent(kept, notice, parts.clock.now()), at);
}

const isDue = (due: string | null, now: string): boolean => due !== null && Date.parse(due) <= Date.parse(now);
