import type { Digraph } from './digraph.ts';

/**
 * The nodes so that every edge leads forward; among several that could stand next, the one written first. Nodes on a cycle, or
 * behind one, are left out.
 */
export function topologicalOrder(graph: Digraph): readonly string[] {
  const waiting = new Map<string, number>([...graph.keys()].map((node) => [node, 0]));
  for (const target of [...graph.values()].flat()) {
    if (waiting.has(target)) waiting.set(target, (waiting.get(target) ?? 0) + 1);
  }
  const place = new Map([...graph.keys()].map((node, index) => [node, index]));
  const ready = [...graph.keys()].filter((node) => waiting.get(node) === 0);
  const order: string[] = [];
  for (let node = ready.shift(); node !== undefined; node = ready.shift()) {
    order.push(node);
    for (const target of graph.get(node) ?? []) {
      const left = waiting.get(target);
      if (left === undefined) continue;
      waiting.set(target, left - 1);
      if (left === 1) ready.push(target);
    }
    ready.sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0));
  }
  return order;
}
