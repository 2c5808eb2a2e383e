import { finallyBlock, type NodeId } from '@deskbook/dsl/bundle';
import { command, setState, type Draft } from './draft.ts';
import { blockOwner, indexOf, type Graph } from './graph.ts';
import type { Ending } from './run-state.ts';

/**
 * Nothing is in flight any more and what was to be taken back is: the steps of `finally` run, once in the life of a run, and then it
 * ends as it was going to, whatever comes of them.
 */
export function finishThenEnd(draft: Draft, ending: Ending): void {
  const steps = draft.index.blocks.get(finallyBlock) ?? [];
  if (steps.length === 0 || isFinishing(draft)) command(draft, { type: 'end', end: ending.end });
  else setState(draft, { status: 'running', ending: null, finishing: { ...ending, undo: false } });
}

/** Whether the steps of `finally` have begun: from then on the end stands. */
export function isFinishing({ state }: Pick<Draft, 'state'>): boolean {
  return (state.finishing ?? null) !== null;
}

/** Whether a step stands in `finally`, however deep. What was done there is not taken back. */
export function isInFinally(graph: Pick<Graph, 'workflow'>, id: NodeId): boolean {
  const { nodes } = indexOf(graph);
  for (let block = nodes.get(id)?.block ?? null; block !== null;) {
    if (block === finallyBlock) return true;
    block = nodes.get(blockOwner(block).node)?.block ?? null;
  }
  return false;
}
