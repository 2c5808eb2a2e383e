import type { NodeId } from '@deskbook/dsl/bundle';
import type { Command } from '../command.ts';
import type { Graph } from '../graph.ts';
import { freshNode } from '../initial-state.ts';
import type { NodeState, RunState } from '../run-state.ts';

/** Steps that are called otherwise, old id to new. */
export type Renamed = { readonly [node: NodeId]: NodeId };

/** What a step is called after a move. */
export function calledNow(map: Renamed, node: NodeId): NodeId {
  return (Object.hasOwn(map, node) ? map[node] : undefined) ?? node;
}

/** Where the steps of the graph a run is moved to stand, and what is still to be carried out for them. */
export type Placed = Pick<RunState, 'nodes' | 'outstanding'>;

/** Questions to the host that nothing rests on yet: they are asked anew, over the new graph. */
const questions: ReadonlySet<Command['type']> = new Set(['evaluate', 'choose', 'decide', 'search', 'list']);

/** Puts what has happened to steps where they stand in the graph a run is moved to. Steps that it does not have are left out. */
export function place(to: Graph, state: RunState, map: Renamed): Placed {
  const before = new Map<NodeId, NodeState>();
  for (const [id, node] of Object.entries(state.nodes)) {
    const now = calledNow(map, id);
    if (!before.has(now)) before.set(now, node);
  }
  const outstanding = state.outstanding.map((command) =>
    'node' in command ? { ...command, node: calledNow(map, command.node) } : command,
  );
  const asking = new Set<NodeId>();
  const nodes = to.workflow.nodes.map(({ id }) => {
    const node = before.get(id) ?? freshNode(0);
    if (!onlyAsks(id, node, outstanding)) return [id, node] as const;
    asking.add(id);
    return [id, { ...node, status: 'waiting' }] as const;
  });
  return {
    nodes: Object.fromEntries(nodes),
    outstanding: outstanding.filter(
      (command) => !('node' in command && asking.has(command.node) && questions.has(command.type)),
    ),
  };
}

/** Whether a step has come no further than asking the host something: then it begins anew. */
function onlyAsks(id: NodeId, { status, visit }: NodeState, outstanding: readonly Command[]): boolean {
  if (status !== 'active') return false;
  const own = outstanding.filter((command) => 'node' in command && command.node === id && command.visit === visit);
  return own.length > 0 && own.every(({ type }) => questions.has(type));
}
