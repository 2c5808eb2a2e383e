import { evaluate } from '@deskbook/policies/conditions';
import type { Trigger } from '@deskbook/dsl/bundle';
import { ownEvent } from '../events/own-event.ts';
import { recordedRoots } from '../facts/ticket-record.ts';
import { DESK_STREAM } from '../execution/entry-body.ts';
import type { Commit, Parked } from '../journal/store.ts';
import type { DeskParts } from './desk-parts.ts';
import { journalDesk } from './journal-desk.ts';
import { type Scheduled, scheduleOf, schedulesOf, seenTo, seenUpTo } from './schedules-of.ts';
import { takeOwnEvent } from './take-own-event.ts';

/** The kind under which a round over all tickets waits to be finished. */
const ROUND = 'round';

/** A round over all tickets: for which trigger, and of which instant. */
interface Round {
  readonly trigger: string;
  readonly at: string;
}

/** Schedules that have just come into force count from now: what lies before is none of theirs. */
export async function beginSchedules({
  store,
  clock,
  bundle,
  oneAtATime,
}: Pick<DeskParts, 'store' | 'clock' | 'bundle' | 'oneAtATime'>): Promise<void> {
  const fresh = schedulesOf(bundle).filter((scheduled) => seenUpTo(store, scheduled) === null);
  if (fresh.length === 0) return;
  const now = clock.now();
  await journalDesk(
    { store, clock, oneAtATime },
    null,
    fresh.map((scheduled) => seenTo(scheduled, now)),
  );
}

/** How many timers are looked through for schedules that are due. */
const atOnce = 256;

/**
 * Takes in what has come round since it was last looked: of each schedule the last time alone, however many were missed, as an event of its
 * own instant. True: something did.
 */
export async function runSchedules(parts: DeskParts): Promise<boolean> {
  const { store, clock, bundle } = parts;
  await beginSchedules(parts);
  let came = false;
  for (const timer of store.timers({ dueBy: clock.now(), atMost: atOnce })) {
    const id = scheduleOf(timer);
    const scheduled = schedulesOf(bundle).find(({ trigger }) => trigger.id === id);
    if (scheduled !== undefined) came = (await parts.oneAtATime('desk', () => comeRound(parts, scheduled))) || came;
    // A trigger that there is no more comes round no more.
    else if (id !== null) await store.commit({ expect: {}, append: [], timers: [{ ...timer, due: null }] });
  }
  for (const parked of store.parked(ROUND)) {
    await goRound(parts, parked);
    came = true;
  }
  return came;
}

async function comeRound(parts: DeskParts, scheduled: Scheduled): Promise<boolean> {
  const { store, clock } = parts;
  const { trigger } = scheduled;
  const isOver = trigger.schedule.over !== null;
  for (;;) {
    const seen = seenUpTo(store, scheduled);
    const at = scheduled.last(clock.now());
    if (seen === null || at === null || Date.parse(at) <= Date.parse(seen)) return false;
    const round = isOver
      ? [{ id: `${ROUND}:${trigger.id}:${at}`, kind: ROUND, at, work: { trigger: trigger.id, at } }]
      : [];
    const beside: Commit = { ...seenTo(scheduled, at), park: round };
    const event = ownEvent({
      type: trigger.event,
      id: `${trigger.event}/${at}`,
      time: at,
      ticket: null,
      facts: {},
      own: null,
    });
    const became = await takeOwnEvent(parts, event, {
      head: store.head(DESK_STREAM),
      beside,
      starts: isOver ? 'nothing' : 'all',
    });
    if (became === 'seen') await store.commit(seenTo(scheduled, at));
    if (became !== 'moved') return became === 'taken';
  }
}

/** Starts once for each ticket that fits. A process that dies on the way leaves it to the next, which starts nothing twice. */
async function goRound(parts: DeskParts, parked: Parked): Promise<void> {
  const { trigger: id, at } = parked.work as unknown as Round;
  const trigger = parts.bundle.triggers.find((each) => each.id === id);
  for (const ticket of trigger === undefined ? [] : ticketsFor(parts, trigger))
    await parts.oneAtATime(`ticket:${ticket}`, () => startFor(parts, trigger?.event ?? '', at, ticket));
  await parts.store.commit({ expect: {}, append: [], unpark: [parked.id] });
}

/** The tickets that may fit, as far as what is recorded of them tells. */
function ticketsFor({ store, clock, values }: DeskParts, { when }: Trigger): readonly string[] {
  const found: string[] = [];
  for (const { id, facts } of store.tickets()) {
    const known = { ...recordedRoots(facts), values, now: clock.now() };
    if (when === null || evaluate(when, known).truth !== 'fails') found.push(id);
  }
  return found;
}

async function startFor(parts: DeskParts, type: string, at: string, ticket: string): Promise<void> {
  const id = `${type}/${at}/${encodeURIComponent(ticket)}`;
  const event = ownEvent({ type, id, time: at, ticket, facts: {}, own: null });
  for (;;) {
    const head = parts.store.head(`ticket:${ticket}`);
    if ((await takeOwnEvent(parts, event, { head, beside: null, starts: 'or_nothing' })) !== 'moved') return;
  }
}
