import type { JsonObject } from '@deskbook/policies';
import type { Bundle, Workflow } from '@deskbook/dsl/bundle';
import type { Entry } from '../kernel/entry.ts';
import type { RunState } from '../kernel/run-state.ts';
import type { SessionEntry } from '../troubleshooting/session-entry.ts';
import type { ActivationUse } from '../execution/uses-of.ts';
import type { SessionView } from '../troubleshooting/session-view.ts';

/** One run's history: the graph it is on and its entries in order, each step by its name there. */
export interface RunHistory {
  readonly run: string;
  readonly workflow: Workflow;
  readonly entries: readonly Entry[];
  /** Steps whose keys go on under another name, because the run was moved. */
  readonly names?: RunState['names'];
}

/** Everything a report is made of. The same input gives the same report, byte for byte. */
export interface ReportInput extends RunHistory {
  readonly bundle: Bundle;
  /** What the directory knows of the people in it, by id; `name` is what is printed. */
  readonly people: { readonly [id: string]: JsonObject };
  /** Runs that are a part of this one (items of `each`, workflows it ran), and theirs. */
  readonly children?: readonly RunHistory[];
  /** Troubleshooting sessions of the run, as they stand. */
  readonly sessions?: readonly SessionView[];
  /** Their entries, for what they did. */
  readonly sessionEntries?: readonly (readonly SessionEntry[])[];
  /** What was permitted by the temporary role, or the broken glass, that the run gave. */
  readonly uses?: readonly ActivationUse[];
  /** What verifying the run's chain gave. */
  readonly journal: { readonly entries: number; readonly head: string; readonly verified: boolean };
  /** What stood in its entries, and theirs, and can't be read any more: fields by path, as `ticket.summary`. */
  readonly erased?: readonly string[];
  /** The language of titles; the bundle's first unless given. */
  readonly language?: string;
}
