import type { Entry } from './entry.ts';
import type { Graph } from './graph.ts';
import { initialState } from './initial-state.ts';
import type { RunState } from './run-state.ts';
import { step } from './step.ts';
import type { StepResult } from './step-result.ts';

/**
 * Folds a history into a run: `step` over every entry, from `from` (a checkpoint) or from nothing. Its commands are all that are
 * outstanding then, which is what a host carries out after it was away.
 */
export function advance(graph: Graph, history: Iterable<Entry>, from: RunState | null = null): StepResult {
  let state = from ?? initialState(graph);
  let ignored: StepResult['ignored'] = null;
  for (const entry of history) ({ state, ignored } = step(graph, state, entry));
  return { state, commands: state.outstanding, ignored };
}
