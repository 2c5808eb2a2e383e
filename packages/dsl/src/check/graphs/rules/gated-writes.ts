import type { Decision } from '@deskbook/policies';
import type { Node } from '../../../bundle/node.ts';
import { unapprovedWrite } from '../../../diagnostics/pages/flow/unapproved-write.ts';
import { writeWhenDenied } from '../../../diagnostics/pages/flow/write-when-denied.ts';
import type { Compiled } from '../../program.ts';
import type { Analysis, Played } from '../flow/analyse-workflow.ts';
import { approvalGains, approvalGiven } from '../flow/approval-gains.ts';
import { runScenario, type ScenarioFlow } from '../flow/run-scenario.ts';
import { own } from '../steps/own.ts';
import { changeOf } from './changes.ts';
import { reportAt } from './flow-rule.ts';

/**
 * A decision of the workflow is a gate: where it requires an approval, that has been given before anything is changed; where it
 * denies, or cannot decide, nothing is.
 */
export function gatedWrites(analysis: Analysis, compiled: Compiled): void {
  for (const gate of analysis.flow.nodes.values()) {
    const decision = gate.verb.kind === 'decide' ? own(compiled.decisions, gate.verb.decision) : undefined;
    if (decision?.sets.includes('decision') === true) checkGate(gate, decision, analysis, compiled);
  }
}

/** A way the gate can turn out, and what it comes to. */
interface Opened {
  readonly outcome: string | undefined;
  readonly flow: ScenarioFlow;
}

function checkGate(gate: Node, decision: Decision, analysis: Analysis, compiled: Compiled): void {
  const gains = approvalGains(analysis.flow, decision);
  const open = ({ scenario }: Played): Opened => ({
    outcome: scenario.outcomes.get(gate.id),
    flow: runScenario(analysis.flow, scenario, gains, []),
  });
  const freely = analysis.playedFreely.map(open);
  const together = analysis.played.map(open);
  for (const node of analysis.flow.nodes.values()) {
    const action = changeOf(node, compiled);
    const runs = (ways: readonly Opened[]) =>
      ways.filter(({ flow }) => [node, gate].every(({ id }) => flow.steps.get(id)?.runs === true));
    if (action !== null) checkWrite(node, action, gate, { freely: runs(freely), together: runs(together) }, compiled);
  }
}

/** The ways on which a step and the gate both run: facts may change meanwhile, or be the same throughout. */
interface Ways {
  readonly freely: readonly Opened[];
  readonly together: readonly Opened[];
}

function checkWrite(node: Node, action: string, gate: Node, { freely, together }: Ways, compiled: Compiled): void {
  const shut = ['DENIED', 'MISSING'].find((result) => freely.some(({ outcome }) => outcome === result));
  // An approval and a change under the same condition belong together; a change that only other facts lead to is looked at as such.
  const ways = together.length === 0 ? freely : together;
  const performs = `\`${node.id}\` performs \`${action}\``;
  if (shut !== undefined) {
    reportAt(compiled, node, [node.verb.kind], writeWhenDenied, `${performs} when \`${gate.id}\` is \`${shut}\``, {
      help: `end the run there: \`outcomes: { ${shut}: { end: denied } }\``,
    });
  } else if (ways.some(({ outcome, flow }) => outcome === 'REQUIRES_APPROVAL' && !isApproved(node, flow))) {
    const message = `${performs} without its approval when \`${gate.id}\` is \`REQUIRES_APPROVAL\``;
    reportAt(compiled, node, [node.verb.kind], unapprovedWrite, message, {
      help: 'put an `approve` of what the decision names before it, on every way that leads there from the decision',
    });
  }
}

function isApproved(node: Node, flow: ScenarioFlow): boolean {
  return flow.steps.get(node.id)?.sure.has(approvalGiven) === true;
}
