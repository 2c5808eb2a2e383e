import type { Node } from '../../../bundle/node.ts';
import { unapprovedWrite } from '../../../diagnostics/pages/flow/unapproved-write.ts';
import { writeWhenDenied } from '../../../diagnostics/pages/flow/write-when-denied.ts';
import type { Compiled } from '../../program.ts';
import type { Analysis, Played } from '../flow/analyse-workflow.ts';
import { approvalGiven } from '../flow/step-gains.ts';
import { own } from '../steps/own.ts';
import { changeOf } from './changes.ts';
import { reportAt } from './flow-rule.ts';

/**
 * A decision of the workflow is a gate: where it requires an approval, one has been given before anything is changed; where it denies,
 * or cannot decide, nothing is.
 */
export function gatedWrites(analysis: Analysis, compiled: Compiled): void {
  const gates = [...analysis.flow.nodes.values()].filter((node) => classifies(node, compiled));
  for (const node of gates.length === 0 ? [] : analysis.flow.nodes.values()) {
    const action = changeOf(node, compiled);
    if (action !== null) for (const gate of gates) checkWrite(node, action, gate, analysis, compiled);
  }
}

function classifies(node: Node, compiled: Compiled): boolean {
  return node.verb.kind === 'decide' && own(compiled.decisions, node.verb.decision)?.sets.includes('decision') === true;
}

function checkWrite(node: Node, action: string, gate: Node, analysis: Analysis, compiled: Compiled): void {
  const runs = analysis.played.filter(
    ({ flow }) => flow.steps.get(node.id)?.runs === true && flow.steps.get(gate.id)?.runs === true,
  );
  for (const outcome of ['DENIED', 'MISSING']) {
    if (!runs.some((played) => outcomeOf(gate, played) === outcome)) continue;
    const message = `\`${node.id}\` performs \`${action}\` when \`${gate.id}\` is \`${outcome}\``;
    const help = `end the run there: \`outcomes: { ${outcome}: { end: denied } }\``;
    reportAt(compiled, node, [node.verb.kind], writeWhenDenied, message, { help });
    return;
  }
  const unapproved = runs.some(
    (played) => outcomeOf(gate, played) === 'REQUIRES_APPROVAL' && !isApproved(node, played),
  );
  if (!unapproved) return;
  const message = `\`${node.id}\` performs \`${action}\` without an approval when \`${gate.id}\` is \`REQUIRES_APPROVAL\``;
  reportAt(compiled, node, [node.verb.kind], unapprovedWrite, message, {
    help: 'put an `approve` before it, on every way that leads there from that decision',
  });
}

function outcomeOf(gate: Node, { scenario }: Played): string | undefined {
  return scenario.outcomes.get(gate.id);
}

function isApproved(node: Node, { flow }: Played): boolean {
  return flow.steps.get(node.id)?.sure.has(approvalGiven) === true;
}
