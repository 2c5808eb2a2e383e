import type { Node } from '../../../bundle/node.ts';
import type { Tree } from '../../../bundle/tree.ts';
import type { ActionContract } from '../../../bundle/action-contract.ts';
import type { Compiled } from '../../program.ts';
import { own } from '../steps/own.ts';

/** Ports that only tell people something, or keep the ticket itself up to date. */
const tellingPorts: ReadonlySet<string> = new Set(['mail', 'helpdesk']);

/** Whether an action changes something beyond telling people about it. */
export function changesSomething(contract: ActionContract | undefined): boolean {
  return contract !== undefined && contract.effect === 'write' && !tellingPorts.has(contract.port);
}

/** What a step changes, itself or through the workflow or the tree it runs: the name of an action, or null. */
export function changeOf(node: Node, compiled: Compiled, seen: ReadonlySet<string> = new Set()): string | null {
  const { verb } = node;
  if (verb.kind === 'do') return changesSomething(own(compiled.actions, verb.action)) ? verb.action : null;
  if (verb.kind === 'tree') return changeInTree(own(compiled.trees, verb.tree), compiled, seen);
  return verb.kind === 'run' ? changeInWorkflow(verb.workflow, compiled, seen) : null;
}

function changeInWorkflow(id: string, compiled: Compiled, seen: ReadonlySet<string>): string | null {
  const key = `workflow/${id}`;
  const nodes = seen.has(key) ? [] : everyStep(own(compiled.workflows, id)?.nodes ?? []);
  return firstOf(nodes, (node) => changeOf(node, compiled, new Set([...seen, key])));
}

function changeInTree(tree: Tree | undefined, compiled: Compiled, seen: ReadonlySet<string>): string | null {
  if (tree === undefined || seen.has(`tree/${tree.id}`)) return null;
  const inner = new Set([...seen, `tree/${tree.id}`]);
  return firstOf(Object.values(tree.nodes), (node) => {
    if (node.kind === 'tree') return changeInTree(own(compiled.trees, node.tree), compiled, inner);
    return node.kind === 'fix' && changesSomething(own(compiled.actions, node.action)) ? node.action : null;
  });
}

/** Every step, those in the bodies of `each` included. */
export function everyStep(nodes: readonly Node[]): readonly Node[] {
  return nodes.flatMap((node) => [node, ...(node.verb.kind === 'each' ? everyStep(node.verb.nodes) : [])]);
}

function firstOf<Item>(items: readonly Item[], find: (item: Item) => string | null): string | null {
  for (const item of items) {
    const found = find(item);
    if (found !== null) return found;
  }
  return null;
}
