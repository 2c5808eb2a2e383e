import type { Node } from '../../../bundle/node.ts';
import { unestablished } from '../../../diagnostics/pages/flow/unestablished.ts';
import type { Compiled } from '../../program.ts';
import type { Analysis } from '../flow/analyse-workflow.ts';
import { labelOf } from '../flow/step-gains.ts';
import { witnessOf } from '../flow/witness.ts';
import { reportAt } from './flow-rule.ts';

/** What a step requires is established on every way that leads to it; what an end requires, on every way that ends so. */
export function requirements(analysis: Analysis, compiled: Compiled): void {
  for (const node of analysis.flow.nodes.values()) {
    for (const [index, label] of node.requires.entries()) requiredByStep(node, index, label, analysis, compiled);
  }
  for (const [end, { requires }] of Object.entries(analysis.workflow.ends)) {
    for (const [index, label] of requires.entries()) requiredByEnd(end, index, label, analysis, compiled);
  }
}

function requiredByStep(node: Node, index: number, label: string, analysis: Analysis, compiled: Compiled): void {
  const token = labelOf(label);
  const relevant = analysis.played.filter(({ flow }) => flow.steps.get(node.id)?.runs === true);
  const failing = relevant.filter(({ flow }) => flow.steps.get(node.id)?.sure.has(token) !== true);
  if (failing.length === 0) return;
  const witness = witnessOf(token, node, failing, relevant, analysis);
  reportAt(compiled, node, ['requires', index], unestablished, messageOf(node.id, label, witness), helpOf(label));
}

function requiredByEnd(end: string, index: number, label: string, analysis: Analysis, compiled: Compiled): void {
  const token = labelOf(label);
  const relevant = analysis.played.filter(({ flow }) => flow.ends.some((one) => one.end === end));
  const failing = relevant.filter(({ flow }) => flow.ends.some((one) => one.end === end && !one.sure.has(token)));
  if (failing.length === 0) return;
  const last = failing[0]?.flow.ends.find((one) => one.end === end && !one.sure.has(token));
  const node = analysis.flow.nodes.get(last?.node ?? '') ?? null;
  const way = last === undefined || last.node === null ? null : `\`${last.node}\` ends \`${last.outcome ?? ''}\``;
  const witness = witnessOf(token, node, failing, relevant, analysis);
  const message = messageOf(`end ${end}`, label, witness === null ? null : (way ?? witness));
  reportAt(compiled, analysis.workflow, ['ends', end, 'requires', index], unestablished, message, helpOf(label));
}

function messageOf(who: string, label: string, witness: string | null): string {
  const when = witness === null ? '' : ` when ${witness}`;
  return `\`${who}\` requires \`${label}\`, which nothing establishes${when}`;
}

function helpOf(label: string): { readonly help: string } {
  return { help: `write \`establishes: [${label}]\` where that is so, or list it in \`plan: { assumes: […] }\`` };
}
