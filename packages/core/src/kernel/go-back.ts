import type { NodeId } from '@deskbook/dsl/bundle';
import { dropCommands, nodeState, replaceNode, setState, type Draft } from './draft.ts';
import { effectKeyIn } from './effect-key.ts';
import { freshNode } from './initial-state.ts';
import { unwind } from './unwind.ts';

/** Some steps, every step that comes after one of them, directly or not, and all that stands inside any of these. */
function reachedFrom(draft: Draft, from: readonly NodeId[]): ReadonlySet<NodeId> {
  const found = new Set<NodeId>(from);
  for (let grown = true; grown;) {
    grown = false;
    for (const node of draft.graph.workflow.nodes) {
      if (found.has(node.id)) continue;
      const owner = node.block?.slice(0, node.block.indexOf(':'));
      if (!node.needs.some((need) => found.has(need)) && (owner === undefined || !found.has(owner))) continue;
      found.add(node.id);
      grown = true;
    }
  }
  return found;
}

/**
 * Goes back from a step to an earlier one: both, and everything after them, begin a new visit. False, and nothing changed, when this outcome has
 * gone back as often as it may. Effects already done stay done, and on the list of what can be undone.
 */
export function goBack(draft: Draft, from: NodeId, outcome: string, to: NodeId, atMost: number): boolean {
  const way = `${from}:${outcome}`;
  const times = (Object.hasOwn(draft.state.gone, way) ? draft.state.gone[way] : undefined) ?? 0;
  if (times >= atMost || !draft.index.nodes.has(to)) return false;
  setState(draft, { gone: { ...draft.state.gone, [way]: times + 1 } });
  const reached = reachedFrom(draft, [to, from]);
  takeAway(draft, reached);
  for (const id of reached) {
    const { visit } = nodeState(draft, id);
    dropCommands(draft, id, visit);
    forgetUnknown(draft, effectKeyIn(draft.state, id, visit));
    unwind(draft, (child) => child.node === id && child.visit === visit && !child.ended);
    replaceNode(draft, id, freshNode(visit + 1));
  }
  return true;
}

/**
 * An effect of which nobody knew whether it happened, and that nobody looks after any more: it stands in the journal as that. One
 * that is still in flight comes in by itself.
 */
function forgetUnknown(draft: Draft, key: string): void {
  if (draft.outstanding.some((wanted) => (wanted.type === 'attempt' || wanted.type === 'check') && wanted.key === key))
    return;
  const { [key]: _, ...pending } = draft.state.pending;
  setState(draft, { pending });
}

/** What steps that begin anew had established is no longer so. */
function takeAway(draft: Draft, steps: ReadonlySet<NodeId>): void {
  const { established, establishedBy } = draft.state;
  const stays = (token: string): boolean => {
    const by = Object.hasOwn(establishedBy, token) ? establishedBy[token] : undefined;
    return by === undefined || !steps.has(by);
  };
  setState(draft, {
    established: established.filter(stays),
    establishedBy: Object.fromEntries(Object.entries(establishedBy).filter(([token]) => stays(token))),
  });
}
