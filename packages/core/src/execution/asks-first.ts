import type { Bundle, Node } from '@deskbook/dsl/bundle';
import { blockOwner } from '../kernel/graph.ts';

/**
 * Whether a step asks somebody, or decides about the request, before what follows may happen: an approval or a classification, the step
 * itself or one in its blocks, its items or the workflow it runs.
 *
 * @param among - the steps of its workflow.
 */
export function asksFirst(
  bundle: Pick<Bundle, 'workflows' | 'decisions'>,
  among: readonly Node[],
  { id, verb }: Node,
  seen: ReadonlySet<string> = new Set(),
): boolean {
  if (verb.kind === 'approve') return true;
  if (verb.kind === 'decide' && classifies(bundle, verb.decision)) return true;
  const any = (nodes: readonly Node[], all: readonly Node[], known = seen): boolean =>
    nodes.some((node) => asksFirst(bundle, all, node, known));
  if (verb.kind === 'each' && any(verb.nodes, verb.nodes)) return true;
  if (verb.kind === 'run' && !seen.has(verb.workflow)) {
    const nodes = (Object.hasOwn(bundle.workflows, verb.workflow) && bundle.workflows[verb.workflow]?.nodes) || [];
    if (any(nodes, nodes, new Set([...seen, verb.workflow]))) return true;
  }
  return any(
    among.filter(({ block }) => block !== null && blockOwner(block).node === id),
    among,
  );
}

function classifies({ decisions }: Pick<Bundle, 'decisions'>, id: string): boolean {
  return Object.hasOwn(decisions, id) && decisions[id]?.sets.includes('decision') === true;
}
