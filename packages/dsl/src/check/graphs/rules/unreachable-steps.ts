import { needsCycle } from '../../../diagnostics/pages/flow/needs-cycle.ts';
import { unreachableStep } from '../../../diagnostics/pages/flow/unreachable-step.ts';
import type { Node } from '../../../bundle/node.ts';
import type { Workflow } from '../../../bundle/workflow.ts';
import type { Compiled } from '../../program.ts';
import { findCycles } from '../digraph/find-cycles.ts';
import type { Analysis } from '../flow/analyse-workflow.ts';
import { reportAt } from './flow-rule.ts';

/** Every step runs on some way. Of steps that follow each other, the first that does not is the one to speak of. */
export function unreachableSteps(analysis: Analysis, compiled: Compiled): void {
  const reached = new Set<string>();
  for (const { flow } of analysis.playedFreely) {
    for (const [id, step] of flow.steps) if (step.runs) reached.add(id);
  }
  for (const node of analysis.flow.nodes.values()) {
    const owner = analysis.flow.blockOf.get(node.id)?.owner ?? null;
    const before = [...node.needs, ...(owner === null ? [] : [owner])];
    if (reached.has(node.id) || before.some((id) => !reached.has(id))) continue;
    reportAt(compiled, node, ['id'], unreachableStep, `no run ever gets to \`${node.id}\``, {
      help: helpFor(node, analysis),
    });
  }
}

function helpFor(node: Node, analysis: Analysis): string {
  const stuck = node.needs.find(
    (need) => !analysis.playedFreely.some(({ flow }) => flow.steps.get(need)?.settles === true),
  );
  if (stuck !== undefined) return `no outcome of \`${stuck}\` leads on`;
  return node.when === null ? 'nothing leads here' : 'its `when` never holds by then';
}

/** Steps that wait for each other. True: there are some, and other rules have nothing to say of this workflow. */
export function needsCycles(workflow: Workflow, compiled: Compiled): boolean {
  const nodes = everyNode(workflow.nodes);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const cycles = findCycles(new Map(nodes.map((node) => [node.id, node.needs])));
  for (const cycle of cycles) {
    const first = byId.get(cycle[0] ?? '');
    if (first === undefined) continue;
    const chain = [...cycle, first.id].map((id) => `\`${id}\``).join(' → ');
    reportAt(compiled, first, ['needs'], needsCycle, `steps wait for each other: ${chain}`, {
      help: 'to repeat a step, use `go` in an outcome',
    });
  }
  return cycles.length > 0;
}

function everyNode(nodes: readonly Node[]): readonly Node[] {
  return nodes.flatMap((node) => [node, ...(node.verb.kind === 'each' ? everyNode(node.verb.nodes) : [])]);
}
