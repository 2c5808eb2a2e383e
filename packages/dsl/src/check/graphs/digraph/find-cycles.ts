import type { Digraph } from './digraph.ts';
import { strongComponents } from './strong-components.ts';

/**
 * One cycle for every strongly connected part that has any, as the nodes along it; the last leads back to the first. Each is a
 * shortest one through the part's first node in the graph's own order, so that the same graph always gives the same witness.
 */
export function findCycles(graph: Digraph): readonly (readonly string[])[] {
  const place = new Map([...graph.keys()].map((node, index) => [node, index]));
  const rank = (node: string | undefined) => place.get(node ?? '') ?? 0;
  return strongComponents(graph)
    .flatMap((component) => {
      const [first] = component.toSorted((a, b) => rank(a) - rank(b));
      const cycle = first === undefined ? null : shortestCycle(graph, new Set(component), first);
      return cycle === null ? [] : [cycle];
    })
    .sort((a, b) => rank(a[0]) - rank(b[0]));
}

function shortestCycle(graph: Digraph, part: ReadonlySet<string>, start: string): readonly string[] | null {
  const from = new Map<string, string | null>([[start, null]]);
  const queue = [start];
  for (const node of queue) {
    for (const target of graph.get(node) ?? []) {
      if (target === start) return pathTo(node, from);
      if (part.has(target) && !from.has(target)) {
        from.set(target, node);
        queue.push(target);
      }
    }
  }
  return null;
}

function pathTo(node: string, from: ReadonlyMap<string, string | null>): readonly string[] {
  const path: string[] = [];
  for (let at: string | null = node; at !== null; at = from.get(at) ?? null) path.unshift(at);
  return path;
}
