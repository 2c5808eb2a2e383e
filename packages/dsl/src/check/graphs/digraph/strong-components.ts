import type { Digraph } from './digraph.ts';

/**
 * The strongly connected components (Tarjan), without recursion, so that long chains cannot exhaust the stack. Components come
 * in reverse topological order: a component stands after those it leads to have been given.
 */
export function strongComponents(graph: Digraph): readonly (readonly string[])[] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  const components: string[][] = [];
  for (const root of graph.keys()) {
    if (!index.has(root)) visit(root);
  }
  return components;

  function visit(root: string): void {
    const work: { node: string; next: number }[] = [enter(root)];
    for (let frame = work.at(-1); frame !== undefined; frame = work.at(-1)) {
      const target = (graph.get(frame.node) ?? [])[frame.next];
      frame.next += 1;
      if (target === undefined) {
        work.pop();
        leave(frame.node, work.at(-1)?.node);
      } else if (graph.has(target)) {
        if (!index.has(target)) work.push(enter(target));
        else if (onStack.has(target)) lower(frame.node, index.get(target) ?? 0);
      }
    }
  }

  function enter(node: string): { node: string; next: number } {
    index.set(node, index.size);
    low.set(node, index.size - 1);
    stack.push(node);
    onStack.add(node);
    return { node, next: 0 };
  }

  function leave(node: string, parent: string | undefined): void {
    if (low.get(node) === index.get(node)) {
      const component = stack.splice(stack.lastIndexOf(node));
      for (const member of component) onStack.delete(member);
      components.push(component);
    }
    if (parent !== undefined) lower(parent, low.get(node) ?? 0);
  }

  function lower(node: string, value: number): void {
    low.set(node, Math.min(low.get(node) ?? value, value));
  }
}
