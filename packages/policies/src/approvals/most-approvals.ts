import type { ApprovalState } from './approval-state.ts';
import { mostVotes } from './most-votes.ts';
import { partiesOf } from './parties-of.ts';

/** How many approvals an open approval can come to with the people who are in its seats now: one each, none of those whose request it is. */
export function mostApprovals(state: Omit<ApprovalState, 'status' | 'asking'>): number {
  const { seats, votes } = state;
  const cast = new Set(votes.map(({ seat }) => seat));
  const silent = seats.filter(({ id }) => !cast.has(id));
  const given = votes.filter(({ vote }) => vote === 'approve').length;
  return given + mostVotes(silent, [...partiesOf(state), ...votes.map(({ by }) => by)]);
}
