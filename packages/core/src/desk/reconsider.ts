import type { DeskEvent } from '../events/desk-event.ts';
import { resolveAccounts } from '../execution/resolve-accounts.ts';
import type { Parked } from '../journal/store.ts';
import { clocksOfEvent } from './clocks-of-event.ts';
import { carryOn, commitIntake } from './commit-intake.ts';
import type { DeskParts } from './desk-parts.ts';
import { chainOf, consider } from './intake.ts';
import { POSTPONED, isForWant, readPostponed } from './postponed-event.ts';

/** Considers again what was postponed because something could not be read. What still cannot be read goes on waiting. */
export async function reconsiderPostponed(parts: DeskParts): Promise<void> {
  for (const parked of parts.store.parked(POSTPONED)) {
    const { event } = readPostponed(parked);
    await parts.oneAtATime(chainOf(event), () => reconsider(parts, parked));
  }
}

async function reconsider(parts: DeskParts, parked: Parked): Promise<void> {
  const { event: kept, triggers, runs = [] } = readPostponed(parked);
  const event = await resolvePeople(parts, kept);
  if (event === null) return;
  for (;;) {
    const now = parts.clock.now();
    const stream = chainOf(event);
    const head = parts.store.head(stream);
    const all = await consider(parts, event, now);
    if (isForWant(event, all.unavailable)) return;
    const offered = await parts.executor.offerEvent(event, all.facts, runs);
    if (offered.unsure.length > 0) return;
    const considered = { ...all, verdicts: all.verdicts.filter(({ trigger }) => triggers.includes(trigger.id)) };
    const beside = { expect: {}, append: [], unpark: [parked.id] };
    const clocks = await clocksOfEvent(parts, considered, now, true);
    const result = await commitIntake(parts, {
      stream,
      head,
      considered,
      now,
      again: true,
      offered,
      clocks,
      beside,
    });
    if (!result.ok) continue;
    for (const { run } of offered.offers) parts.executor.touch(run);
    carryOn(parts, result.taken);
    return;
  }
}

/** The event with the people behind its accounts, as far as they are known by now; null: they still cannot be asked for. */
async function resolvePeople({ options }: DeskParts, event: DeskEvent): Promise<DeskEvent | null> {
  const { data } = event;
  const { facts, actor, unresolved } = await resolveAccounts(options.directory, data.facts, data.unresolved ?? []);
  if (unresolved.some(({ reason }) => reason === 'unavailable')) return null;
  return { ...event, data: { ...data, facts, actor: actor ?? data.actor, unresolved } };
}
