import { endlessTree } from '../../../diagnostics/pages/flow/endless-tree.ts';
import { noWayOut } from '../../../diagnostics/pages/flow/no-way-out.ts';
import { unreachableNode } from '../../../diagnostics/pages/flow/unreachable-node.ts';
import type { Tree } from '../../../bundle/tree.ts';
import { placeAt } from '../../place-at.ts';
import type { Compiled } from '../../program.ts';
import { report } from '../../report.ts';
import type { Digraph } from '../digraph/digraph.ts';
import { findCycles } from '../digraph/find-cycles.ts';
import { reachableFrom } from '../digraph/reachable-from.ts';
import { reversed } from '../digraph/reversed.ts';
import { strongComponents } from '../digraph/strong-components.ts';
import { answerGraph, treeGraph } from '../trees/tree-edges.ts';
import { isRecord } from '../../is-record.ts';

/** Every node of a tree can be got to, leads somewhere, and not for ever in a circle. */
export function treeWays(compiled: Compiled): void {
  for (const tree of Object.values(compiled.trees)) {
    const graph = treeGraph(tree);
    const loops = loopsOf(tree, compiled);
    reportUnreachable(tree, graph, loops, compiled);
    if (loops === null && reportEndless(tree, graph, compiled)) continue;
    reportWayOut(tree, loops, compiled);
  }
}

function reportUnreachable(tree: Tree, graph: Digraph, loops: string | null, compiled: Compiled): void {
  const reached = reachableFrom(graph, [tree.start, ...(loops === null ? [] : [loops])]);
  for (const { id, reference } of [...Object.values(tree.nodes), ...Object.values(tree.outcomes)]) {
    const place = reached.has(id) || id === tree.ifUnsure ? null : placeAt(compiled.checking, reference);
    if (place !== null)
      report(place, unreachableNode, `nothing leads to \`${id}\``, { on: 'key', help: 'lead to it, or remove it' });
  }
}

/** "I don't know" is no way out: an answer has to be. A visit too many is one. */
function reportWayOut(tree: Tree, loops: string | null, compiled: Compiled): void {
  const answers = answerGraph(tree);
  const circles = new Set(strongComponents(answers).flatMap((part) => (isCircle(part, answers) ? part : [])));
  const ways = new Map(
    [...answers].map(([id, targets]) => [id, loops !== null && circles.has(id) ? [...targets, loops] : targets]),
  );
  const leaving = reachableFrom(reversed(ways), Object.keys(tree.outcomes));
  for (const node of Object.values(tree.nodes)) {
    const place = leaving.has(node.id) ? null : placeAt(compiled.checking, node.reference);
    if (place !== null) report(place, noWayOut, `no answer leads from \`${node.id}\` to an outcome`, { on: 'key' });
  }
}

function isCircle(part: readonly string[], graph: Digraph): boolean {
  const [first = ''] = part;
  return part.length > 1 || (graph.get(first) ?? []).includes(first);
}

/** Without `loops`, no node may be come back to, "I don't know" included. True: one may be. */
function reportEndless(tree: Tree, graph: Digraph, compiled: Compiled): boolean {
  const cycles = findCycles(graph);
  for (const cycle of cycles) {
    const first = tree.nodes[cycle[0] ?? ''];
    const place = first === undefined ? null : placeAt(compiled.checking, first.reference);
    if (place === null) continue;
    report(place, endlessTree, messageOf(cycle), { on: 'key', help: 'set `loops: { visits: 2, else: … }`' });
  }
  return cycles.length > 0;
}

function messageOf(cycle: readonly string[]): string {
  const [first = '', second] = cycle;
  if (second === undefined) return `\`${first}\` leads to itself for ever`;
  if (cycle.length === 2) return `\`${first}\` and \`${second}\` lead to each other for ever`;
  return `nodes lead to each other for ever: ${[...cycle, first].map((id) => `\`${id}\``).join(' → ')}`;
}

/** Where a visit too many leads, if the tree says so. */
function loopsOf(tree: Tree, compiled: Compiled): string | null {
  const loops = compiled.checking.names.find('tree', tree.id)?.data['loops'];
  return isRecord(loops) ? tree.loops.otherwise : null;
}
