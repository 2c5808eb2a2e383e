import type { Graph } from './graph.ts';
import type { RunState } from './run-state.ts';

/** What a run gives its requester at this stage of it. */
export interface GivenForAWhile {
  /** The temporary role, or the glass that is broken. */
  readonly of: string;
  /** From this instant, inclusive, until that one, exclusive: however late the run itself hears of it. */
  readonly from: string;
  readonly until: string;
}

/** What a run gives while the node that its workflow names waits; null: nothing, or no longer. */
export function activationOf({ workflow }: Graph, state: RunState): GivenForAWhile | null {
  const { activates } = workflow;
  if (activates === undefined || state.requester === null || state.ending !== null || state.status !== 'running')
    return null;
  for (const command of state.outstanding) {
    if (command.type !== 'sleep' || command.node !== activates.node || command.timer !== 'wait') continue;
    return { of: activates.of, from: command.since ?? command.due, until: command.due };
  }
  return null;
}
