import type { Digraph } from './digraph.ts';

/** Every node that can be reached from one of `starts`, the starts themselves included. */
export function reachableFrom(graph: Digraph, starts: Iterable<string>): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [...starts];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node) || !graph.has(node)) continue;
    seen.add(node);
    open.push(...(graph.get(node) ?? []));
  }
  return seen;
}
