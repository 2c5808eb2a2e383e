import type { Store } from '../journal/store.ts';
import type { Graph } from '../kernel/graph.ts';
import type { RunState } from '../kernel/run-state.ts';
import { isGated } from './effect-gate.ts';

/** How many effects the diagnoses of a run have asked for, each key once and not this one, where what its offer allows is counted; else 0. */
export function sessionEffects(
  store: Pick<Store, 'streams' | 'entries'>,
  { actions }: Pick<Graph, 'actions'>,
  { run, confine }: Pick<RunState, 'run' | 'confine'>,
  but = '',
): number {
  if (confine === null || confine.atMost === null) return 0;
  const keys = new Set<unknown>();
  for (const stream of store.streams(`session:${run}/`)) {
    for (const { body } of store.entries(stream)) {
      const { type, action, key } = body;
      const contract = typeof action === 'string' && Object.hasOwn(actions, action) ? actions[action] : undefined;
      if (type === 'session.requested' && (contract === undefined || isGated(contract))) keys.add(key);
    }
  }
  keys.delete(but);
  return keys.size;
}
