import type { Digraph } from './digraph.ts';

/** The same nodes with every edge turned round. */
export function reversed(graph: Digraph): Digraph {
  const result = new Map<string, string[]>([...graph.keys()].map((node) => [node, []]));
  for (const [from, targets] of graph) {
    for (const target of targets) result.get(target)?.push(from);
  }
  return result;
}
