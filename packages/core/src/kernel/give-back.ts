import { nodeState, type Draft } from './draft.ts';
import type { Entry } from './entry.ts';
import { conclude } from './react.ts';
import type { Ignored } from './step-result.ts';

type Cancel = Extract<Entry, { type: 'run.cancelled' | 'undo.requested' }>;

/**
 * Takes that a run whose use is reviewed is to be over: what it gives ends at once, and the review comes all the same. Whoever could
 * call that off could do as they like.
 */
export function giveBack(draft: Draft, { by, reason }: Cancel): Ignored | null {
  const node = draft.index.nodes.get(draft.graph.workflow.activates?.node ?? '');
  if (node === undefined || draft.state.ending !== null || nodeState(draft, node.id).status !== 'active')
    return 'not_awaited';
  conclude(draft, node, 'happened', { by, reason });
  return null;
}
