import type { Bundle } from '@deskbook/dsl/bundle';
import type { Head } from '../journal/journal-entry.ts';
import { advance } from '../kernel/advance.ts';
import type { Graph } from '../kernel/graph.ts';
import type { RunState } from '../kernel/run-state.ts';
import { entryOf, streamOf } from './entry-body.ts';
import { graphOf } from './graph-of.ts';
import type { ExecutionHost } from './host.ts';

/** A run as the store has it: its state after the entry that is its head, and what it is executed over. */
export interface LoadedRun {
  readonly run: string;
  readonly bundle: Bundle;
  readonly graph: Graph;
  readonly state: RunState;
  readonly head: Head;
}

/** Reads a run: its last checkpoint and the entries since. null: there is none, or the bundle it began with is not here. */
export function loadRun(host: Pick<ExecutionHost, 'store' | 'bundleOf'>, run: string): LoadedRun | null {
  const { store } = host;
  const record = store.run(run);
  const head = store.head(streamOf(run));
  if (record === null || head === null) return null;
  const bundle = host.bundleOf(record.bundle);
  const graph = bundle === null ? null : graphOf(bundle, record.workflow);
  if (bundle === null || graph === null) return null;
  const checkpoint = store.checkpoint(run);
  const from = checkpoint === null ? null : (checkpoint.state as unknown as RunState);
  const entries = store.entries(streamOf(run), checkpoint?.sequence ?? 0).map(entryOf);
  return { run, bundle, graph, state: advance(graph, entries, from).state, head };
}
