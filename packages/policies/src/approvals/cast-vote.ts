import type { ApprovalDefinition } from './approval-definition.ts';
import type { ApprovalEntry } from './approval-entry.ts';
import type { ApprovalState } from './approval-state.ts';
import type { ApprovalStep } from './approval-step.ts';
import { isParty } from './is-party.ts';
import { seatVote } from './seat-vote.ts';
import { votesNeeded } from './votes-needed.ts';

/** Takes a vote, and ends the approval where it is the one that decides. */
export function castVote(
  definition: ApprovalDefinition,
  state: ApprovalState,
  entry: ApprovalEntry & { readonly type: 'voted' },
): ApprovalStep {
  const { at, by, vote, note } = entry;
  if (isParty(state, by)) return { ok: false, refusal: 'own_request' };
  if (state.votes.some((earlier) => earlier.by === by)) return { ok: false, refusal: 'already_voted' };
  const seating = seatVote(definition, state, by);
  if (seating === undefined) return { ok: false, refusal: 'not_asked' };
  if (vote === 'reject' && definition.reject.note === 'required' && (note ?? '').trim() === '') {
    return { ok: false, refusal: 'note_required' };
  }
  const votes = [...seating.votes, { seat: seating.seat, by, vote, note, at }];
  // Where seats are asked one after the other, each is reminded anew.
  const reminders = definition.inOrder ? 0 : state.reminders;
  return { ok: true, state: { ...state, votes, reminders, status: outcome(definition, { ...state, votes }) } };
}

/** Enough refusals reject, and so do refusals after which not enough seats are left to approve. */
function outcome(definition: ApprovalDefinition, { seats, votes }: ApprovalState): ApprovalState['status'] {
  const approvals = votes.filter(({ vote }) => vote === 'approve').length;
  const rejections = votes.length - approvals;
  const needed = votesNeeded(definition, seats);
  if (rejections >= Math.max(1, definition.reject.at)) return 'rejected';
  if (approvals >= needed) return 'approved';
  return rejections > 0 && seats.length - rejections < needed ? 'rejected' : 'open';
}
