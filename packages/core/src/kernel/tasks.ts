import type { Node } from '@deskbook/dsl/bundle';
import { command, keyOf, nodeState, setNode, type Draft } from './draft.ts';
import type { OpenTask } from './run-state.ts';

/** Asks the host to open work for a person at a node. The task's id follows from the node, its visit, and how many there were. */
export function openTask(draft: Draft, node: Node, what: OpenTask['what'], reason: string | null): void {
  const state = nodeState(draft, node.id);
  const suffix = state.opened === 0 ? what : `${what}.${state.opened + 1}`;
  const task = `${keyOf(draft, node)}/${suffix}`;
  setNode(draft, node.id, { opened: state.opened + 1 });
  command(draft, { type: 'open', what, task, reason, node: node.id, visit: state.visit });
}
