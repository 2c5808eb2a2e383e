import type { ApprovalState } from './approval-state.ts';
import { mostVotes } from './most-votes.ts';

/** How many approvals an open approval can come to with the people who are in its seats now: one each, none of whoever asks. */
export function mostApprovals({ seats, votes, requester }: Omit<ApprovalState, 'status' | 'asking'>): number {
  const cast = new Set(votes.map(({ seat }) => seat));
  const silent = seats.filter(({ id }) => !cast.has(id));
  const given = votes.filter(({ vote }) => vote === 'approve').length;
  return given + mostVotes(silent, [requester, ...votes.map(({ by }) => by)]);
}
