import type { Node, Workflow } from '@deskbook/dsl/bundle';

/** A workflow's steps by id, those inside `each` among them. */
export function runNodes(workflow: Workflow): ReadonlyMap<string, Node> {
  const found = new Map<string, Node>();
  const gather = (nodes: readonly Node[]): void => {
    for (const node of nodes) {
      found.set(node.id, node);
      if (node.verb.kind === 'each') gather(node.verb.nodes);
    }
  };
  gather(workflow.nodes);
  return found;
}
