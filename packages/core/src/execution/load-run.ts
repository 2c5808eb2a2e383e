import type { Bundle } from '@deskbook/dsl/bundle';
import type { Head } from '../journal/journal-entry.ts';
import type { Entry } from '../kernel/entry.ts';
import type { Graph } from '../kernel/graph.ts';
import { initialState } from '../kernel/initial-state.ts';
import type { RunState } from '../kernel/run-state.ts';
import { step } from '../kernel/step.ts';
import { entryOf, streamOf } from './entry-body.ts';
import type { ExecutionHost } from './host.ts';
import { inForceAt, inForceBefore, type InForce } from './in-force.ts';

/** A run as the store has it: its state after the entry that is its head, and what it is executed over. */
export interface LoadedRun {
  readonly run: string;
  readonly bundle: Bundle;
  readonly graph: Graph;
  readonly state: RunState;
  readonly head: Head;
}

/** Reads a run: its last checkpoint and the entries since. null: there is none, or a bundle that it was on is not here. */
export function loadRun(host: Pick<ExecutionHost, 'store' | 'bundleOf'>, run: string): LoadedRun | null {
  const { store } = host;
  const head = store.head(streamOf(run));
  if (store.run(run) === null || head === null) return null;
  const checkpoint = store.checkpoint(run);
  const from = checkpoint === null ? null : (checkpoint.state as unknown as RunState);
  const entries = store.entries(streamOf(run), checkpoint?.sequence ?? 0).map(entryOf);
  const folded = foldRun(host, entries, from);
  return folded === null ? null : { run, ...folded, head };
}

/** Folds entries that go on from a state, each over the graph in force at it. */
function foldRun(
  host: Pick<ExecutionHost, 'bundleOf'>,
  entries: readonly Entry[],
  from: RunState | null,
): (InForce & { readonly state: RunState }) | null {
  let now = inForceBefore(host, from, entries[0]);
  if (now === null) return null;
  let state = from ?? initialState(now.graph);
  for (const entry of entries) {
    now = inForceAt(host, now, entry);
    if (now === null) return null;
    ({ state } = step(now.graph, state, entry));
  }
  return { ...now, state };
}
