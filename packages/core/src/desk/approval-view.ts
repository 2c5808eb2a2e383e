import type { ApprovalState } from '@deskbook/policies';

/** How an approval stands for one person. */
export interface ApprovalView {
  /** What is asked, in their language where the bundle has it. */
  readonly question: string;
  /** The language they read, as the directory says, or the bundle's first. */
  readonly language: string;
  readonly status: ApprovalState['status'];
  /** Whether their vote would count now. */
  readonly asked: boolean;
  /** How they have voted, if they have, and the votes were not made void since. */
  readonly voted: 'approve' | 'reject' | null;
  /** Whether a refusal needs a note. */
  readonly noteRequired: boolean;
  /** What its votes would be void for if it changed, as one text. */
  readonly about: string;
}
