import type { ApprovalRefusal, ApprovalState } from './approval-state.ts';

/** What an entry did: the next state, or why it was not taken. */
export type ApprovalStep =
  | { readonly ok: true; readonly state: ApprovalState }
  | { readonly ok: false; readonly refusal: ApprovalRefusal };
