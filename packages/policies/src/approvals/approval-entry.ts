import type { Json } from '../json.ts';

/** A seat filled with people, at the moment the approval opened. `id` is the role, numbered when it stands twice. */
export interface FilledSeat {
  readonly id: string;
  readonly role: string;
  readonly people: readonly string[];
}

/** Everything that can happen to an approval. Times are ISO 8601 instants; they come from the history, never from a clock. */
export type ApprovalEntry =
  | {
      readonly type: 'opened';
      readonly at: string;
      readonly requester: string;
      /** Others whose request it is as well, say whose ticket it is about: ids, none of them the requester. Absent: nobody. */
      readonly parties?: readonly string[];
      readonly seats: readonly FilledSeat[];
      readonly deadline: string | null;
      /** The values of `ask_again_if_changed` when it was asked. */
      readonly asked: { readonly [fact: string]: Json };
    }
  | {
      readonly type: 'voted';
      readonly at: string;
      readonly by: string;
      readonly vote: 'approve' | 'reject';
      readonly note: string | null;
    }
  | {
      readonly type: 'delegated';
      readonly at: string;
      readonly by: string;
      readonly to: string;
      /** The roles of `to`, as the host read them; without them `to` must already sit in a seat of the same role. */
      readonly toRoles?: readonly string[];
    }
  | {
      readonly type: 'reassigned';
      readonly at: string;
      readonly by: string;
      readonly seat: string;
      readonly people: readonly string[];
    }
  | { readonly type: 'reminded'; readonly at: string }
  | { readonly type: 'escalated'; readonly at: string; readonly seat: FilledSeat }
  /** Those who are asked and have not answered give way to these, who are asked in the role named here. */
  | { readonly type: 'replaced'; readonly at: string; readonly role: string; readonly people: readonly string[] }
  /** Everybody in a seat is away: these stand in. */
  | { readonly type: 'stood_in'; readonly at: string; readonly seat: string; readonly people: readonly string[] }
  | { readonly type: 'changed'; readonly at: string; readonly asked: { readonly [fact: string]: Json } }
  | { readonly type: 'expired'; readonly at: string }
  | { readonly type: 'withdrawn'; readonly at: string; readonly by: string; readonly note: string | null };
