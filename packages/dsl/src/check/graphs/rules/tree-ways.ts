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
import { treeGraph } from '../trees/tree-edges.ts';
import { isRecord } from '../../is-record.ts';

/** Every node of a tree can be got to, leads somewhere, and not for ever in a circle. */
export function treeWays(compiled: Compiled): void {
  for (const tree of Object.values(compiled.trees)) {
    const graph = treeGraph(tree);
    reportUnreachable(tree, graph, compiled);
    reportWayOut(tree, graph, compiled);
    reportEndless(tree, graph, compiled);
  }
}

function reportUnreachable(tree: Tree, graph: Digraph, compiled: Compiled): void {
  const loops = loopsOf(tree, compiled);
  const reached = reachableFrom(graph, [tree.start, ...(loops === null ? [] : [loops])]);
  for (const { id, reference } of [...Object.values(tree.nodes), ...Object.values(tree.outcomes)]) {
    const place = reached.has(id) || id === tree.ifUnsure ? null : placeAt(compiled.checking, reference);
    if (place !== null)
      report(place, unreachableNode, `nothing leads to \`${id}\``, { on: 'key', help: 'lead to it, or remove it' });
  }
}

function reportWayOut(tree: Tree, graph: Digraph, compiled: Compiled): void {
  const leaving = reachableFrom(reversed(graph), Object.keys(tree.outcomes));
  const stuck = Object.values(tree.nodes).filter(({ id }) => !leaving.has(id));
  for (const node of stuck) {
    const place = placeAt(compiled.checking, node.reference);
    if (place !== null) report(place, noWayOut, `no outcome can be reached from \`${node.id}\``, { on: 'key' });
  }
}

/** Without `loops`, no node may be come back to. "I don't know" leads out, so only answers are followed. */
function reportEndless(tree: Tree, graph: Digraph, compiled: Compiled): void {
  if (loopsOf(tree, compiled) !== null) return;
  for (const cycle of findCycles(graph)) {
    const first = tree.nodes[cycle[0] ?? ''];
    const place = first === undefined ? null : placeAt(compiled.checking, first.reference);
    if (place === null) continue;
    report(place, endlessTree, messageOf(cycle), {
      on: 'key',
      help: 'set `loops: { visits: 2, else: … }`',
    });
  }
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
