import type { Node, NodeId } from '@deskbook/dsl/bundle';
import { blockOwner, type Graph, indexOf } from '../graph.ts';

/** What stands guard: an approval (`approve` and `approve:approved`), or a decision. */
export const isGuard = ({ verb }: Node): boolean => verb.kind === 'approve' || verb.kind === 'decide';

/** Gates that are through whenever a step begins: the ids of approvals and decisions, and `<approval>:<outcome>` for what stands inside one. */
export type Guards = ReadonlySet<string>;

/** Works out, for every step of a graph, what is surely through before it begins. */
export function guardsOf(graph: Graph): (node: NodeId) => Guards {
  const { nodes } = indexOf(graph);
  const known = new Map<NodeId, Guards>();
  const before = (id: NodeId): Guards => {
    const found = known.get(id);
    if (found !== undefined) return found;
    known.set(id, new Set());
    const node = nodes.get(id);
    const guards = node === undefined ? new Set<string>() : new Set([...around(node), ...above(node)]);
    known.set(id, guards);
    return guards;
  };
  const around = ({ block }: Node): readonly string[] => {
    if (block === null) return [];
    const owner = nodes.get(blockOwner(block).node);
    if (owner === undefined) return [];
    return [...before(owner.id), ...(isGuard(owner) ? [owner.id, block] : [])];
  };
  const through = (id: NodeId): Guards => {
    const node = nodes.get(id);
    return node !== undefined && isGuard(node) ? new Set([...before(id), id]) : before(id);
  };
  const above = ({ needs, join }: Node): readonly string[] => {
    const sets = needs.map(through);
    const wanted = join === 'all' ? needs.length : join === 'any' ? 1 : Math.min(join, needs.length);
    // Whichever of them are through: one with the gate is among them, where fewer than that stand without it.
    const all = new Set(sets.flatMap((set) => [...set]));
    return [...all].filter((guard) => sets.filter((set) => !set.has(guard)).length < wanted);
  };
  return before;
}
