import type { DeskEvent } from '../events/desk-event.ts';
import type { Head } from '../journal/journal-entry.ts';
import type { Commit } from '../journal/store.ts';
import { carryOn, commitIntake } from './commit-intake.ts';
import type { DeskParts } from './desk-parts.ts';
import { chainOf, consider, type Considered } from './intake.ts';

/** How an event of the desk's own is taken in. */
export interface OwnIntake {
  /** The head of its chain that it rests on. */
  readonly head: Head | null;
  /** What happens with it. */
  readonly beside: Commit | null;
  /** `nothing`: no trigger looks at it. `or_nothing`: where it starts nothing, it is not journaled. */
  readonly starts?: 'all' | 'nothing' | 'or_nothing';
}

/**
 * Takes in an event that the desk itself tells of, with what brought it about. `seen`: it was told before, and nothing was written;
 * `moved`: its chain has gone on since `head`; `left`: it starts nothing.
 */
export async function takeOwnEvent(
  parts: DeskParts,
  event: DeskEvent,
  { head, beside, starts = 'all' }: OwnIntake,
): Promise<'taken' | 'seen' | 'moved' | 'left'> {
  const now = parts.clock.now();
  const all = await consider(parts, event, now);
  if (starts === 'or_nothing' && !mayStart(all)) return 'left';
  const considered = starts === 'nothing' ? { ...all, verdicts: [] } : all;
  const offered = await parts.executor.offerEvent(event, considered.facts);
  const intake = { stream: chainOf(event), head, considered, now, again: false, offered, clocks: null, beside };
  const result = await commitIntake(parts, intake);
  if (!result.ok) return result.reason === 'already_seen' ? 'seen' : 'moved';
  for (const { run } of offered.offers) parts.executor.touch(run);
  carryOn(parts, result.taken);
  return 'taken';
}

/** Whether some trigger starts, would in shadow, or cannot be decided while something cannot be read. */
const mayStart = ({ verdicts, unavailable }: Considered): boolean =>
  verdicts.some((verdict) => {
    if (verdict.starts || verdict.reason === 'shadow') return true;
    return verdict.reason === 'undecided' && unavailable.length > 0;
  });
