import { finallyBlock } from '../../../bundle/finally-block.ts';
import type { Node, NodeId } from '../../../bundle/node.ts';
import type { Flow } from './flow.ts';

/**
 * For every step, the steps of its own and of the enclosing blocks that have surely settled (finished or been skipped) before it
 * starts, and the steps it stands inside of. A step that waits for `n` of `k` needs surely comes after whatever more than `k - n`
 * of them come after.
 */
export function precedence(flow: Flow): ReadonlyMap<NodeId, ReadonlySet<NodeId>> {
  const before = new Map<NodeId, ReadonlySet<NodeId>>();
  visit('', new Set());
  visit(finallyBlock, new Set());
  return before;

  function visit(block: string, outer: ReadonlySet<NodeId>): void {
    const own = new Map<NodeId, ReadonlySet<NodeId>>();
    for (const node of flow.blocks.get(block)?.nodes ?? []) {
      const prior = surelyBy(node, (need) => [need, ...(own.get(need) ?? [])]);
      own.set(node.id, prior);
      const all = new Set([...outer, ...prior]);
      before.set(node.id, all);
      const within = new Set([...all, node.id]);
      for (const inner of flow.inside.get(node.id)?.values() ?? []) visit(inner.id, within);
    }
  }
}

/** How many of its needs a step waits for. */
export function needed(node: Node): number {
  if (node.join === 'all') return node.needs.length;
  return Math.min(node.join === 'any' ? 1 : node.join, node.needs.length);
}

/** What is sure once a step may start, when `given` tells what each of its needs makes sure. */
function surelyBy(node: Node, given: (need: NodeId) => Iterable<string>): Set<string> {
  const votes = new Map<string, number>();
  for (const need of new Set(node.needs)) {
    for (const item of new Set(given(need))) votes.set(item, (votes.get(item) ?? 0) + 1);
  }
  const enough = new Set(node.needs).size - Math.min(needed(node), new Set(node.needs).size);
  return new Set([...votes].filter(([, count]) => count > enough).map(([item]) => item));
}
