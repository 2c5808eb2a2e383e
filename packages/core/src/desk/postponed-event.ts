import type { JsonObject } from '@deskbook/policies';
import type { DeskEvent } from '../events/desk-event.ts';
import type { Commit, Parked } from '../journal/store.ts';
import type { Intake } from './commit-intake.ts';
import type { NotStarted } from './desk.ts';
import type { Considered } from './intake.ts';

/** The kind under which such events wait. */
export const POSTPONED = 'postponed';

/** An event that something could not be read for: the triggers that were undecided because of it, and runs that may go on with it. */
export interface PostponedEvent {
  readonly event: DeskEvent;
  readonly triggers: readonly string[];
  readonly runs?: readonly string[];
}

/**
 * Keeps an event to be considered again, where a port was down and a trigger could not be decided for it, or people it speaks of could not
 * be found who matter to the clocks of its ticket, or a run that waits could not be compared with it: an outage delays what a request starts, and does not lose it.
 */
export function postpone(
  { event, unavailable }: Considered,
  notStarted: readonly NotStarted[],
  { now, clocks, offered: { unsure } }: Pick<Intake, 'now' | 'clocks' | 'offered'>,
): Commit {
  const triggers = notStarted.filter(({ reason }) => reason === 'undecided').map(({ trigger }) => trigger);
  const isWaited = clocks !== null && isForWant(event, []);
  if (!isWaited && unsure.length === 0 && (triggers.length === 0 || !isForWant(event, unavailable)))
    return { expect: {}, append: [] };
  const work = { event, triggers, runs: unsure } as unknown as JsonObject;
  return { expect: {}, append: [], park: [{ id: idOf(event), kind: POSTPONED, at: now, work }] };
}

/** Whether something could not be read when an event was considered. */
export const isForWant = ({ data }: DeskEvent, unavailable: readonly string[]): boolean =>
  unavailable.length > 0 || (data.unresolved ?? []).some(({ reason }) => reason === 'unavailable');

const idOf = ({ source, id }: DeskEvent): string => `${POSTPONED}:${JSON.stringify([source, id])}`;

/** A postponed event as it was kept. */
export const readPostponed = ({ work }: Parked): PostponedEvent => work as unknown as PostponedEvent;
