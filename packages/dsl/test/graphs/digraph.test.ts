import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Digraph } from '../../src/check/graphs/digraph/digraph.ts';
import { findCycles } from '../../src/check/graphs/digraph/find-cycles.ts';
import { reachableFrom } from '../../src/check/graphs/digraph/reachable-from.ts';
import { reversed } from '../../src/check/graphs/digraph/reversed.ts';
import { strongComponents } from '../../src/check/graphs/digraph/strong-components.ts';
import { topologicalOrder } from '../../src/check/graphs/digraph/topological-order.ts';

const digraphs = fc
  .integer({ min: 1, max: 9 })
  .chain((size) =>
    fc
      .array(fc.tuple(fc.nat(size), fc.nat(size)), { maxLength: 20 })
      .map((edges): Digraph => graphOfEdges(size, edges)),
  );

/** Nodes 0…size-1; an edge may lead to `size`, which is no node. */
function graphOfEdges(size: number, edges: readonly (readonly [number, number])[]): Digraph {
  const graph = new Map<string, string[]>(Array.from({ length: size }, (_, node) => [String(node), []]));
  for (const [from, to] of edges) graph.get(String(from))?.push(String(to));
  return graph;
}

/** The transitive closure, by repeated squaring of the obvious kind: the oracle. */
function closure(graph: Digraph): ReadonlyMap<string, ReadonlySet<string>> {
  const result = new Map(
    [...graph].map(([node, targets]) => [node, new Set(targets.filter((target) => graph.has(target)))]),
  );
  for (let round = 0; round < graph.size; round += 1) {
    for (const reached of result.values()) {
      for (const middle of Array.from(reached)) for (const target of result.get(middle) ?? []) reached.add(target);
    }
  }
  return result;
}

describe('graph algorithms agree with the obvious versions', () => {
  it('reachableFrom', () => {
    fc.assert(
      fc.property(digraphs, (graph) => {
        const all = closure(graph);
        for (const node of graph.keys()) {
          expect([...reachableFrom(graph, [node])].sort()).toEqual(
            [...new Set([node, ...(all.get(node) ?? [])])].sort(),
          );
        }
      }),
    );
  });

  it('reversed', () => {
    fc.assert(
      fc.property(digraphs, (graph) => {
        const back = closure(reversed(graph));
        for (const [node, targets] of closure(graph)) {
          for (const target of targets) expect(back.get(target)?.has(node)).toBe(true);
        }
        expect([...reversed(reversed(graph)).keys()]).toEqual([...graph.keys()]);
      }),
    );
  });

  it('topologicalOrder leaves out exactly what is on or behind a cycle, and sorts the rest', () => {
    fc.assert(
      fc.property(digraphs, (graph) => {
        const all = closure(graph);
        const order = topologicalOrder(graph);
        const stuck = (node: string) =>
          [...graph.keys()].some(
            (other) => all.get(other)?.has(other) && (other === node || all.get(other)?.has(node)),
          );
        expect([...order].sort()).toEqual([...graph.keys()].filter((node) => !stuck(node)).sort());
        for (const [index, node] of order.entries()) {
          const targets = (graph.get(node) ?? []).filter((target) => order.includes(target));
          for (const target of targets) expect(order.indexOf(target)).toBeGreaterThan(index);
        }
      }),
    );
  });

  it('topologicalOrder keeps the written order where it may', () => {
    expect(topologicalOrder(new Map([['c', []], ['b', ['a']], ['a', []]]))).toEqual(['c', 'b', 'a']); // prettier-ignore
  });

  it('strongComponents', () => {
    fc.assert(
      fc.property(digraphs, (graph) => {
        const all = closure(graph);
        const components = strongComponents(graph);
        expect(components.flat().sort()).toEqual([...graph.keys()].sort());
        for (const [index, component] of components.entries()) {
          for (const one of component) {
            for (const other of component.filter((node) => node !== one)) {
              expect(all.get(one)?.has(other) && all.get(other)?.has(one)).toBe(true);
            }
            for (const later of components.slice(index + 1).flat()) expect(all.get(one)?.has(later)).toBe(false);
          }
        }
      }),
    );
  });

  it('findCycles gives a real cycle for every part that has one', () => {
    fc.assert(
      fc.property(digraphs, (graph) => {
        const all = closure(graph);
        const cycles = findCycles(graph);
        for (const cycle of cycles) {
          expect(new Set(cycle).size).toBe(cycle.length);
          for (const [index, node] of cycle.entries())
            expect(graph.get(node)).toContain(cycle[(index + 1) % cycle.length]);
        }
        const cyclic = [...graph.keys()].filter((node) => all.get(node)?.has(node));
        for (const node of cyclic) {
          expect(
            cycles.some(
              ([first]) =>
                first === node || (first !== undefined && all.get(node)?.has(first) && all.get(first)?.has(node)),
            ),
          ).toBe(true);
        }
        expect(cycles.length === 0).toBe(cyclic.length === 0);
      }),
    );
  });

  it('does not exhaust the stack on a long chain', () => {
    const size = 100_000;
    const chain: Digraph = new Map(Array.from({ length: size }, (_, node) => [String(node), [String(node + 1)]]));
    expect(strongComponents(chain)).toHaveLength(size);
    expect(reachableFrom(chain, ['0']).size).toBe(size);
  });
});
