import type { DeskEvent } from '../events/desk-event.ts';
import type { Head } from '../journal/journal-entry.ts';
import type { Commit } from '../journal/store.ts';
import { carryOn, commitIntake } from './commit-intake.ts';
import type { DeskParts } from './desk-parts.ts';
import { chainOf, consider } from './intake.ts';

/**
 * Takes in an event that the desk itself tells of, with what brought it about. `seen`: it was told before, and nothing was written;
 * `moved`: its chain has gone on since `head`.
 */
export async function takeOwnEvent(
  parts: DeskParts,
  event: DeskEvent,
  { head, beside }: { readonly head: Head | null; readonly beside: Commit | null },
): Promise<'taken' | 'seen' | 'moved'> {
  const now = parts.clock.now();
  const considered = await consider(parts, event, now);
  const offers = await parts.executor.offerEvent(event, considered.facts);
  const intake = { stream: chainOf(event), head, considered, now, again: false, offers, clocks: null, beside };
  const result = await commitIntake(parts, intake);
  if (!result.ok) return result.reason === 'already_seen' ? 'seen' : 'moved';
  for (const { run } of offers) parts.executor.touch(run);
  carryOn(parts, result.taken);
  return 'taken';
}
