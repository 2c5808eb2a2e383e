import type { Entry } from './entry.ts';
import type { Graph } from './graph.ts';
import { initialState } from './initial-state.ts';
import type { RunState } from './run-state.ts';
import { step } from './step.ts';
import type { StepResult } from './step-result.ts';

/**
 * Folds a history into a run: `step` over every entry, from `from` (a checkpoint) or from nothing. Its commands are all that are
 * outstanding then, which is what a host carries out after it was away.
 *
 * @param graph - the graph in force at the first entry.
 * @param graphOf - finds the graph a run is moved to, by its bundle and workflow; where it finds none, the move is ignored.
 */
export function advance(
  graph: Graph,
  history: Iterable<Entry>,
  from: RunState | null = null,
  graphOf: (bundle: string, workflow: string) => Graph | null = () => null,
): StepResult {
  let state = from ?? initialState(graph);
  let ignored: StepResult['ignored'] = null;
  let now = graph;
  for (const entry of history) {
    const next = entry.type === 'run.moved' ? graphOf(entry.to, entry.workflow) : now;
    if (next === null) {
      ignored = 'refused';
      state = { ...state, count: state.count + 1 };
      continue;
    }
    now = next;
    ({ state, ignored } = step(now, state, entry));
  }
  return { state, commands: state.outstanding, ignored };
}
