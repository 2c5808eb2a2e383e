import { runClocks } from '../service-levels/run-clocks.ts';
import type { Store } from '../journal/store.ts';
import { clocksId, type KeptClocks, readKept, timerOf } from '../service-levels/kept-clocks.ts';
import { slaFacts } from './clocks-of-event.ts';
import type { DeskParts } from './desk-parts.ts';
import { journalDesk } from './journal-desk.ts';
import { definitionsOf, reckoningOf } from './reckoning-of.ts';

/** How soon clocks are reckoned again for which something could not be read. */
const soon = 60_000;

/** The SLAs by which every open clock is reckoned, by hash. */
const CURSOR = 'service-levels';

/** How many tickets are looked at in one go. */
const atOnce = 256;

/** The clocks of a ticket by the SLA that applies to it now, with the facts of now. */
export async function reckonAgain(parts: DeskParts, kept: KeptClocks, now: string): Promise<KeptClocks> {
  const { facts, unavailable } = await slaFacts(parts, { ticket: kept.ticket, values: parts.values }, kept, now);
  const owed = unavailable.length > 0 ? new Date(Date.parse(now) + soon).toISOString() : null;
  const { slas, calendars, bundle, definitions } = reckoningOf(parts, kept, now);
  const at = kept.state.at > now ? kept.state.at : now;
  const { state, notices } = runClocks(slas, calendars, [{ at, events: [], facts }], kept.state);
  if (state === null) return { ...kept, owed };
  return { ...kept, state, facts, bundle, definitions, owed, untold: [...kept.untold, ...notices] };
}

/** By which SLAs this process has seen to every clock: two processes with two bundles do not take turns. */
const seenTo = new WeakMap<Store, string>();

/**
 * Where the SLAs in force are others than those that open clocks were reckoned by, each is reckoned by the new ones. It costs as many tickets
 * as have clocks, once for each change of SLAs; a process that dies on the way leaves the rest to the next.
 */
export async function reckonByNewest(parts: DeskParts): Promise<void> {
  const { store, bundle } = parts;
  const definitions = definitionsOf(bundle);
  if (store.cursor(CURSOR) === definitions || seenTo.get(store) === definitions) return;
  let after = '';
  for (;;) {
    const timers = store.timers({ after, atMost: atOnce });
    const [last] = timers.slice(-1);
    if (last === undefined) break;
    const open = timers.flatMap((timer) => readKept(timer) ?? []).filter((kept) => isToDo(kept, definitions));
    await Promise.all(
      open.map((kept) => parts.oneAtATime(`ticket:${kept.ticket}`, () => reckonOne(parts, kept.ticket))),
    );
    after = last.id;
  }
  seenTo.set(store, definitions);
  await journalDesk(parts, null, [{ expect: {}, append: [], cursors: [{ name: CURSOR, value: definitions }] }]);
}

const isToDo = ({ state, definitions: by }: KeptClocks, definitions: string): boolean =>
  by !== definitions && state.clocks.some(({ endedAt }) => endedAt === null);

async function reckonOne(parts: DeskParts, ticket: string): Promise<void> {
  const { store, bundle, clock } = parts;
  for (;;) {
    const stream = `ticket:${ticket}`;
    const head = store.head(stream);
    const kept = readKept(store.timer(clocksId(ticket)));
    if (kept === null || !isToDo(kept, definitionsOf(bundle))) return;
    const next = await reckonAgain(parts, kept, clock.now());
    if ((await store.commit({ expect: { [stream]: head }, append: [], timers: [timerOf(next)] })).ok) return;
  }
}
