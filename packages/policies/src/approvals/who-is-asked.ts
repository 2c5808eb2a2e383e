import type { ApprovalDefinition } from './approval-definition.ts';
import type { ApprovalState } from './approval-state.ts';
import { isParty } from './is-party.ts';
import { seatVote } from './seat-vote.ts';

/**
 * The people whose vote would count at this moment, in the order of the seats, without repeats: nobody whose request
 * it is, nobody who has voted, nobody once it has ended.
 */
export function whoIsAsked(definition: ApprovalDefinition, state: ApprovalState): readonly string[] {
  if (state.status !== 'open') return [];
  const voted = new Set(state.votes.map(({ by }) => by));
  const people = new Set(state.seats.flatMap((seat) => seat.people));
  return [...people].filter(
    (person) => !isParty(state, person) && !voted.has(person) && seatVote(definition, state, person) !== undefined,
  );
}
