import type { ApprovalState } from '../approvals/approval-state.ts';
import type { ApprovalLinks } from './approval-links.ts';

/** A question as it stands for one person. */
export interface LinkQuestion {
  /** What they are asked, in their language. */
  readonly question: string;
  /** The language of the page, a BCP 47 tag; English where there are no words for it. */
  readonly language: string;
  readonly status: ApprovalState['status'];
  /** Whether their vote would count now. */
  readonly asked: boolean;
  /** How they have voted, if they have. */
  readonly voted: 'approve' | 'reject' | null;
  readonly noteRequired: boolean;
  /** What it is about, as one text: a vote on what was shown before it changed is not taken. The question itself unless given. */
  readonly about?: string;
}

/** A vote that came by a link. */
export interface LinkAnswer {
  readonly task: string;
  readonly by: string;
  readonly outcome: 'approve' | 'reject';
  readonly note: string | null;
}

/** Whether the vote was taken; why not, in a sentence for the person, and the HTTP status that says so (409 unless given). */
export type LinkAnswerResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: string; readonly status?: 403 | 409 | 503 };

/** What the handler needs of the host. A port that rejects makes the answer a 500, and nothing is voted. */
export interface ApprovalLinkPorts {
  readonly links: ApprovalLinks;
  /** How a question stands for a person; null: there is none, or it never was theirs. */
  readonly question: (task: string, person: string) => LinkQuestion | null | Promise<LinkQuestion | null>;
  /** Takes the vote, once. */
  readonly answer: (answer: LinkAnswer) => Promise<LinkAnswerResult>;
  /** This moment, ISO 8601. */
  readonly now: () => string;
  /** Who is signed in, where the host knows; null: nobody. They must be whom the link is for. Without it, whoever has the link is. */
  readonly identify?: (request: Request) => string | null | Promise<string | null>;
}
