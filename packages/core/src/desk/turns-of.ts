import type { Commit } from '../journal/store.ts';
import { OWN_EVENT } from '../execution/own-events.ts';
import { POSTPONED } from './postponed-event.ts';

/**
 * The turn of what belongs to no run: postponed events are considered again, queued starts begin where there is room by now, what runs brought
 * about is taken in, and the clocks of tickets are told.
 */
export const DESK_TURN = 'desk';

/** The kinds of parked work that the desk's own turn is about. */
export const DESK_WORK: readonly string[] = ['queued', POSTPONED, OWN_EVENT];

/**
 * The turns there are to take because of a commit: those of the runs it touched, and the desk's where something waits or room was made. A
 * host that is to survive its own death keeps them in the transaction of the commit.
 */
export function turnsOf({ touched = [], park = [], release = [] }: Commit): readonly string[] {
  const isDesks = release.length > 0 || park.some(({ kind }) => DESK_WORK.includes(kind));
  return [...new Set(touched), ...(isDesks ? [DESK_TURN] : [])];
}
