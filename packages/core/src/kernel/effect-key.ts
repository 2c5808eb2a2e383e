import type { NodeId } from '@deskbook/dsl/bundle';
import type { RunState } from './run-state.ts';

/** The idempotency key of a step's effect: the same for every attempt, another one after the run has gone back to the step. */
export function effectKey(run: string, node: NodeId, visit: number): string {
  return visit === 0 ? `${run}/${node}` : `${run}/${node}#${visit}`;
}

/** The key of a step's effect in a run, which may have been moved: a step that was renamed after it had begun keeps the key it began with. */
export function effectKeyIn(
  { run, names }: { readonly run: string; readonly names?: RunState['names'] | undefined },
  node: NodeId,
  visit: number,
): string {
  const name = names !== undefined && Object.hasOwn(names, node) ? names[node] : undefined;
  return effectKey(run, name ?? node, visit);
}
