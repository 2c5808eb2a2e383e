import type { Compiled } from '../../program.ts';
import { analyseWorkflow } from '../flow/analyse-workflow.ts';
import type { FlowRule } from './flow-rule.ts';
import { gatedWrites } from './gated-writes.ts';
import { requirements } from './requirements.ts';
import { stepValues } from './step-values.ts';
import { undoAll } from './undo-all.ts';
import { needsCycles, unreachableSteps } from './unreachable-steps.ts';

const rules: readonly FlowRule[] = [unreachableSteps, stepValues, requirements, gatedWrites, undoAll];

/** The flow of every workflow, each played through once for all rules. */
export function flowRules(compiled: Compiled): void {
  for (const workflow of Object.values(compiled.workflows)) {
    if (needsCycles(workflow, compiled)) continue;
    const analysis = analyseWorkflow(workflow, compiled.decisions);
    for (const rule of rules) rule(analysis, compiled);
  }
}
