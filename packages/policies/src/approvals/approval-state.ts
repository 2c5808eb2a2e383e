import type { Json } from '../json.ts';
import type { FilledSeat } from './approval-entry.ts';

/** One vote that counts. */
export interface Vote {
  readonly seat: string;
  readonly by: string;
  readonly vote: 'approve' | 'reject';
  readonly note: string | null;
  readonly at: string;
}

/** Where an approval stands. `open` until one of the four ends. */
export interface ApprovalState {
  readonly status: 'open' | 'approved' | 'rejected' | 'expired' | 'withdrawn';
  readonly requester: string;
  /** Others whose request it is as well. They have no vote either, and may not withdraw it. Absent: nobody. */
  readonly parties?: readonly string[];
  readonly seats: readonly FilledSeat[];
  readonly votes: readonly Vote[];
  readonly delegations: number;
  readonly reminders: number;
  readonly deadline: string | null;
  readonly asked: { readonly [fact: string]: Json };
  /** Seats whose people are asked at this moment: all open ones, or the first where `in_order`. */
  readonly asking: readonly string[];
}

/**
 * Why an entry was not taken. Nothing changes when one is refused. `not_requester`: only who asked may withdraw; `too_few_people`: it
 * could no longer be approved, since everybody has one vote.
 */
export type ApprovalRefusal =
  | 'not_open' | 'not_asked' | 'own_request' | 'already_voted' | 'note_required' | 'cannot_delegate' | 'not_expired'
  | 'already_open' | 'past_deadline' | 'unknown_seat' | 'not_requester'
  | 'too_few_people'; // prettier-ignore
