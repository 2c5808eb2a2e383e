import type { Json, JsonObject } from '@deskbook/policies';

/** Where a rule, grant or branch was written. */
export interface ReportPlace {
  readonly reference: string;
  readonly file: string;
  readonly line: number;
}

/** One effect, fully accounted for. */
export interface LedgerLine {
  readonly node: string;
  readonly action: string;
  readonly title: string;
  readonly askedBy: string | null;
  readonly actedBy: string;
  readonly allowedBy: readonly ReportPlace[];
  readonly approvedBy: readonly string[];
  readonly key: string;
  readonly attempts: number;
  readonly result: 'done' | 'failed' | 'unknown' | 'refused' | 'undone' | 'undo_failed' | 'open';
  readonly requestedAt: string | null;
  readonly finishedAt: string | null;
  readonly undoableUntil: string | null;
  readonly reversibility: 'read' | 'reversible' | 'compensable' | 'irreversible';
  readonly input: JsonObject;
  readonly output: JsonObject;
}

/** Everything that was done for one run and why, complete or saying what it lacks. */
export interface ResolutionReport {
  readonly run: string;
  readonly workflow: string;
  readonly title: string;
  readonly ticket: JsonObject | null;
  readonly requester: JsonObject | null;
  readonly status: 'running' | 'undoing' | 'ended';
  readonly end: { readonly id: string; readonly title: string } | null;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly minutes: number | null;
  readonly cause: string;
  readonly classification: {
    readonly decision: string;
    readonly reason: string;
    readonly rules: readonly {
      readonly id: string;
      readonly cites: readonly string[];
      readonly place: ReportPlace | null;
    }[];
  } | null;
  readonly decisions: readonly {
    readonly node: string;
    readonly decision: string;
    readonly outcome: string;
    readonly rules: readonly string[];
    readonly places: readonly ReportPlace[];
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
    readonly outcome: string | null;
    readonly by: string | null;
    readonly note: string | null;
    readonly form: JsonObject;
  }[];
  readonly troubleshooting: readonly {
    readonly tree: string;
    readonly result: string;
    readonly path: readonly { readonly node: string; readonly answer: Json; readonly to: string }[];
  }[];
  readonly ledger: readonly LedgerLine[];
  readonly timeline: readonly { readonly at: string; readonly what: string; readonly who: string | null }[];
  readonly cited: readonly { readonly cite: string; readonly text: string }[];
  /** What a complete report would have and this one has not, in plain English. Empty: it is complete. */
  readonly missing: readonly string[];
  readonly knowledgeDraft: {
    readonly title: string;
    readonly problem: string;
    readonly cause: string | null;
    readonly resolution: readonly string[];
    readonly keywords: readonly string[];
  };
  readonly journal: { readonly entries: number; readonly head: string; readonly verified: boolean };
}
