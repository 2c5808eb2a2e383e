import type { Json, JsonObject } from '@deskbook/policies';
import type { Cause, Lacked } from '../kernel/entry.ts';

/** Where a rule, grant or branch was written. */
export interface ReportPlace {
  readonly reference: string;
  readonly file: string;
  readonly line: number;
}

/** One effect, fully accounted for. */
export interface LedgerLine {
  /** The run it was done in: the report's own, or one that is a part of it. */
  readonly run: string;
  readonly node: string;
  readonly action: string;
  readonly title: string;
  readonly askedBy: string | null;
  readonly actedBy: string;
  /** The grants that allowed it, for who acted and for who asked. */
  readonly allowedBy: readonly ReportPlace[];
  /** What denied it, if that was written down. */
  readonly deniedBy: readonly ReportPlace[];
  /** Who had approved when it was requested. */
  readonly approvedBy: readonly string[];
  readonly key: string;
  readonly attempts: number;
  readonly result: 'done' | 'failed' | 'unknown' | 'refused' | 'undone' | 'undo_failed' | 'open';
  /** Why it was not done, or not undone. */
  readonly reason: string | null;
  readonly requestedAt: string | null;
  readonly finishedAt: string | null;
  readonly undoableUntil: string | null;
  readonly undoneAt: string | null;
  readonly reversibility: 'read' | 'reversible' | 'compensable' | 'irreversible';
  readonly input: JsonObject;
  readonly output: JsonObject;
}

/** A rule that decided, with the policy paragraphs it rests on. */
export interface ReportRule {
  readonly id: string;
  readonly cites: readonly string[];
  readonly place: ReportPlace | null;
}

/** Something that happened. `what` says it in English; `code` and `subject` let it be said in another language. */
export interface TimelineEvent {
  readonly at: string;
  readonly what: string;
  readonly who: string | null;
  readonly code: string;
  readonly subject: string;
}

/** Something a complete report would have and this one has not: a code, and what it is about. */
export interface ReportGap {
  readonly code: string;
  readonly subject: string;
}

/** Everything that was done for one run and why, complete or saying what it lacks. */
export interface ResolutionReport {
  /** The format of this document. */
  readonly format: 1;
  readonly run: string;
  readonly workflow: string;
  readonly title: string;
  readonly bundle: { readonly id: string; readonly version: string; readonly hash: string };
  readonly ticket: JsonObject | null;
  readonly requester: JsonObject | null;
  /** Names of the people in this report, by id, as far as they are known. */
  readonly people: { readonly [id: string]: string };
  /** What the roles in this report are called, by id, as far as they have a title. */
  readonly roles: { readonly [id: string]: string };
  readonly status: 'running' | 'undoing' | 'ended';
  readonly end: { readonly id: string; readonly title: string } | null;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly minutes: number | null;
  /** Why it began, in plain English. */
  readonly cause: string;
  /** The same, to be said in another language; null: it is not known. */
  readonly origin: Cause | null;
  readonly classification: {
    readonly decision: string;
    readonly reason: string;
    readonly rules: readonly ReportRule[];
  } | null;
  readonly decisions: readonly {
    readonly node: string;
    readonly decision: string;
    readonly outcome: string;
    readonly rules: readonly string[];
    readonly places: readonly ReportPlace[];
    /** What could not be read when it was decided. Absent: everything could. */
    readonly degraded?: readonly Lacked[];
  }[];
  readonly approvals: readonly {
    readonly node: string;
    readonly approval: string;
    readonly status: string;
    readonly seats: readonly { readonly role: string; readonly people: readonly string[] }[];
    readonly votes: readonly {
      readonly by: string;
      readonly vote: string;
      readonly note: string | null;
      readonly at: string;
    }[];
  }[];
  readonly tasks: readonly {
    readonly node: string;
    readonly title: string;
    readonly kind: 'task' | 'ask' | 'hold' | 'tree';
    readonly outcome: string | null;
    readonly by: string | null;
    readonly at: string | null;
    readonly note: string | null;
    readonly form: JsonObject;
  }[];
  readonly troubleshooting: readonly {
    readonly tree: string;
    readonly result: string;
    readonly path: readonly { readonly node: string; readonly answer: Json; readonly to: string }[];
  }[];
  readonly ledger: readonly LedgerLine[];
  readonly timeline: readonly TimelineEvent[];
  readonly cited: readonly { readonly cite: string; readonly text: string }[];
  /** What a complete report would have and this one has not, in plain English. Empty: it is complete. */
  readonly missing: readonly string[];
  /** The same, to be said in another language. */
  readonly gaps: readonly ReportGap[];
  readonly knowledgeDraft: {
    readonly title: string;
    readonly problem: string;
    readonly cause: string | null;
    readonly resolution: readonly string[];
    readonly keywords: readonly string[];
  };
  readonly journal: { readonly entries: number; readonly head: string; readonly verified: boolean };
}
