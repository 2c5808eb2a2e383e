import type { Node } from '../../../bundle/node.ts';
import type { Workflow } from '../../../bundle/workflow.ts';
import type { Compiled } from '../../program.ts';
import { own } from '../steps/own.ts';

/** A step that stands under no condition, with the workflow it is written in. */
export interface SureStep {
  readonly node: Node;
  readonly workflow: Workflow;
}

/** The steps of a workflow that stand under no condition, and those of the workflows these run. */
export function sureSteps(id: string, compiled: Compiled, seen: ReadonlySet<string> = new Set()): readonly SureStep[] {
  const workflow = seen.has(id) ? undefined : own(compiled.workflows, id);
  if (workflow === undefined) return [];
  const inner = new Set([...seen, id]);
  return workflow.nodes
    .filter(({ when, block }) => when === null && block === null)
    .flatMap((node) => [
      { node, workflow },
      ...(node.verb.kind === 'run' ? sureSteps(node.verb.workflow, compiled, inner) : []),
    ]);
}
