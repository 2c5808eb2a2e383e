import type { Reference } from '@deskbook/policies';
import type { Node } from '../../../bundle/node.ts';
import type { Tree, TreeNode } from '../../../bundle/tree.ts';
import type { Workflow } from '../../../bundle/workflow.ts';
import type { Compiled } from '../../program.ts';
import { robotRole } from '../../robot-role.ts';
import { own } from '../steps/own.ts';
import { everyStep } from './changes.ts';
import { roleClosure } from './role-closure.ts';

/** An action somewhere in the bundle, with who performs it. */
export interface Use {
  readonly action: string;
  /** The role that performs it. */
  readonly role: string;
  /** Whether it is done for a person, who has to be allowed to ask for it. */
  readonly forSomebody: boolean;
  /** Said after "in": ``step `provision` ``. */
  readonly where: string;
  readonly reference: Reference;
}

/** Every action that workflows and trees perform, and every one that would take one of them back. */
export function usesOf(compiled: Compiled): readonly Use[] {
  const role = robotRole(compiled);
  return [
    ...Object.values(compiled.workflows).flatMap((workflow) => inWorkflow(workflow, role, compiled)),
    ...Object.values(compiled.trees).flatMap((tree) => inTree(tree, role)),
  ];
}

/** Every action of a workflow. Whoever had something done is not asked again when it is taken back. */
function inWorkflow(workflow: Workflow, robot: string, compiled: Compiled): readonly Use[] {
  const { as, for: person } = workflow.acts;
  const role = roleClosure(compiled.access, robot).has(as) ? as : robot;
  return everyStep(workflow.nodes).flatMap((node) => {
    const found = inStep(node);
    if (found === null) return [];
    const undo = node.verb.kind === 'do' ? own(compiled.actions, found.action)?.undo : null;
    const done: Use = { ...found, role, forSomebody: person !== null, where: `step \`${node.id}\`` };
    if (undo === null || undo === undefined) return [done];
    return [done, { ...done, action: undo.action, forSomebody: false, where: `undoing step \`${node.id}\`` }];
  });
}

function inStep(node: Node): Pick<Use, 'action' | 'reference'> | null {
  const { verb } = node;
  if (verb.kind === 'do') return { action: verb.action, reference: `${node.reference}/do` };
  if (verb.kind !== 'wait' || verb.for.kind !== 'check') return null;
  return { action: verb.for.action, reference: `${node.reference}/wait/until/check` };
}

/** A session acts with the desk's own rights, for the person in it. */
function inTree(tree: Tree, role: string): readonly Use[] {
  const afterFix = tree.afterFix?.check ?? null;
  const uses = Object.values(tree.nodes).flatMap((node) => inNode(node) ?? []);
  const reference = `${tree.reference}/after_fix/check`;
  const all = afterFix === null ? uses : [...uses, { action: afterFix.action, where: '`after_fix`', reference }];
  return all.map((use) => Object.assign(use, { role, forSomebody: true }));
}

function inNode(node: TreeNode): Pick<Use, 'action' | 'where' | 'reference'> | null {
  const where = `node \`${node.id}\``;
  if (node.kind === 'question' && node.check !== null)
    return { action: node.check.action, where, reference: `${node.reference}/check` };
  if (node.kind === 'fix' && node.action !== null)
    return { action: node.action, where, reference: `${node.reference}/do` };
  return null;
}
