import type { Classification, JsonObject } from '@deskbook/policies';
import type { Bundle } from '@deskbook/dsl/bundle';
import type { Claim, Commit } from '../journal/store.ts';
import type { Cause, Confinement, Entry, Inheritance } from '../kernel/entry.ts';
import { step } from '../kernel/step.ts';
import { graphOf } from './graph-of.ts';
import { priorityOfStart } from './priority-of-start.ts';
import { runCommit } from './run-commit.ts';
import { runIdOf } from './run-id.ts';

/** A run to be: which workflow, over what, for whom and because of what. */
export interface RunStart {
  readonly bundle: Bundle;
  readonly workflow: string;
  readonly input: JsonObject;
  /** Facts by root as they are now: `ticket`, `request`, `event`, `form`, … */
  readonly facts: JsonObject;
  readonly requester: string | null;
  readonly cause: Cause;
  readonly confine?: Confinement | null;
  readonly classification?: Classification | null;
  /** Taken in the same commit and released when the run ends. Their holder is the run. */
  readonly claims?: readonly Omit<Claim, 'holder'>[];
  readonly inherited?: Inheritance;
  /** How urgent it is where its workflow does not say: as what it is a part of. */
  readonly priority?: number | undefined;
}

/** The commit a run begins with; to be joined with what else has to happen at once. */
export interface StartedRunDraft {
  readonly run: string;
  readonly commit: Commit;
  readonly entry: Entry;
}

/** Drafts the beginning of a run. Its id follows from its cause. null: the bundle has no such workflow. */
export function draftStart(start: RunStart, now: string): StartedRunDraft | null {
  const { bundle, workflow, input, facts, requester, cause, inherited } = start;
  const graph = graphOf(bundle, workflow);
  if (graph === null) return null;
  const run = runIdOf(workflow, cause);
  const priority = priorityOfStart(graph.workflow, start) ?? start.priority;
  const claims = (start.claims ?? []).map(({ key, capacity, until }) => ({ key, capacity, until, holder: run }));
  const entry: Entry = {
    type: 'run.started',
    at: now,
    run,
    workflow,
    bundle: bundle.hash,
    input,
    facts,
    requester,
    cause,
    confine: start.confine ?? null,
    classification: start.classification ?? null,
    ...(priority === undefined ? {} : { priority }),
    ...(claims.length === 0 ? {} : { claims: claims.map(({ key }) => key) }),
    ...(inherited === undefined ? {} : { inherited }),
  };
  const { state } = step(graph, null, entry);
  const commit = runCommit({ graph, before: null, after: state, head: null, entries: [entry] });
  return { run, commit: { ...commit, claim: claims }, entry };
}
