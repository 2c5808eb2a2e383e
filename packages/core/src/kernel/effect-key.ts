import type { NodeId } from '@deskbook/dsl/bundle';

/** The idempotency key of a step's effect: the same for every attempt, another one after the run has gone back to the step. */
export function effectKey(run: string, node: NodeId, visit: number): string {
  return visit === 0 ? `${run}/${node}` : `${run}/${node}#${visit}`;
}
