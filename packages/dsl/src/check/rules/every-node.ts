import type { Node } from '../../bundle/node.ts';
import type { Compiled } from '../program.ts';

/** Every node of every workflow, those inside `each` among them. */
export function everyNode({ workflows }: Pick<Compiled, 'workflows'>): readonly Node[] {
  return Object.values(workflows).flatMap(({ nodes }) => nodes.flatMap(withInner));
}

function withInner(node: Node): readonly Node[] {
  return node.verb.kind === 'each' ? [node, ...node.verb.nodes.flatMap(withInner)] : [node];
}
