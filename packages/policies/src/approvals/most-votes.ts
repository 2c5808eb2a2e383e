import type { FilledSeat } from './approval-entry.ts';

/**
 * How many seats can have a vote at the most, where everybody has one: less than there are seats if some people sit in several.
 * `except` are people who do not vote.
 */
export function mostVotes(seats: readonly FilledSeat[], except: readonly string[] = []): number {
  const seatOf = new Map<string, FilledSeat>();
  return seats.filter((seat) => findVoter(seat, seatOf, new Set(except))).length;
}

/** Gives a seat a voter of its own, moving others to another of their seats where it must (Kuhn's augmenting paths). */
function findVoter(seat: FilledSeat, seatOf: Map<string, FilledSeat>, tried: Set<string>): boolean {
  for (const person of seat.people) {
    if (tried.has(person)) continue;
    tried.add(person);
    const taken = seatOf.get(person);
    // Whoever holds this person's vote needs another voter first.
    if (taken !== undefined && !findVoter(taken, seatOf, tried)) continue;
    seatOf.set(person, seat);
    return true;
  }
  return false;
}
