import { treeCycle } from '../../../diagnostics/pages/flow/tree-cycle.ts';
import { unhandledResult } from '../../../diagnostics/pages/flow/unhandled-result.ts';
import type { Tree, TreeNode } from '../../../bundle/tree.ts';
import { quoteList } from '../../../diagnostics/quote.ts';
import { placeAt } from '../../place-at.ts';
import type { Compiled } from '../../program.ts';
import { report } from '../../report.ts';
import { findCycles } from '../digraph/find-cycles.ts';
import { own } from '../steps/own.ts';

type Call = Extract<TreeNode, { readonly kind: 'tree' }>;

/** Trees that call trees: not in a circle, and with a way on from every result. */
export function treeCalls(compiled: Compiled): void {
  const trees = Object.values(compiled.trees);
  const calls = new Map(trees.map((tree) => [tree.id, callsOf(tree).map((call) => call.tree)]));
  for (const cycle of findCycles(calls)) reportCycle(cycle, compiled);
  for (const tree of trees) for (const call of callsOf(tree)) reportUnhandled(call, compiled);
}

function callsOf(tree: Tree): readonly Call[] {
  return Object.values(tree.nodes).filter((node) => node.kind === 'tree');
}

function reportCycle(cycle: readonly string[], compiled: Compiled): void {
  const [first = '', next = first] = cycle;
  const tree = own(compiled.trees, first);
  const call = tree === undefined ? undefined : callsOf(tree).find((node) => node.tree === next);
  const place = call === undefined ? null : placeAt(compiled.checking, `${call.reference}/tree`);
  if (place === null) return;
  const chain = [...cycle, first].map((id) => `\`${id}\``).join(' → ');
  report(place, treeCycle, `trees call each other in a circle: ${chain}`);
}

function reportUnhandled(call: Call, compiled: Compiled): void {
  const called = own(compiled.trees, call.tree);
  const outcomes = Object.values(called?.outcomes ?? {});
  const missing = outcomes.filter(
    ({ id, result }) => !Object.hasOwn(call.next, id) && !Object.hasOwn(call.next, result),
  );
  const place = missing.length === 0 ? null : placeAt(compiled.checking, `${call.reference}/next`);
  if (place === null) return;
  const results = quoteList([...new Set(missing.map(({ result }) => result))]);
  report(place, unhandledResult, `\`${call.id}\` does not say where ${results} of \`${call.tree}\` leads`, {
    on: 'key',
  });
}
