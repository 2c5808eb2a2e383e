import type { Bundle, Node } from '@deskbook/dsl/bundle';

/**
 * The approval that a workflow asks for before it does an action, in itself or in a workflow it runs: the nearest one above the
 * step. Null: it does not do it, or asks nobody before.
 */
export function approvalBefore(bundle: Bundle, workflow: string, action: string): string | null {
  return find(bundle, workflow, action, null, new Set());
}

/** `above`: the approval that was given before the workflow was run by another. */
function find(bundle: Bundle, id: string, action: string, above: string | null, seen: Set<string>): string | null {
  const workflow = Object.hasOwn(bundle.workflows, id) ? bundle.workflows[id] : undefined;
  if (workflow === undefined || seen.has(id)) return null;
  seen.add(id);
  const nodes = placed(workflow.nodes, null);
  for (const { node } of nodes.values()) {
    const { verb } = node;
    const nearest = approvalAbove(nodes, node.id) ?? above;
    if (verb.kind === 'do' && verb.action === action && nearest !== null) return nearest;
    const inside = verb.kind === 'run' ? find(bundle, verb.workflow, action, nearest, seen) : null;
    if (inside !== null) return inside;
  }
  return null;
}

interface Placed {
  readonly node: Node;
  /** The step around it: of an iteration, the one that iterates. */
  readonly around: string | null;
}

/** Every node by its id, those inside `each` among them. */
function placed(nodes: readonly Node[], around: string | null): ReadonlyMap<string, Placed> {
  const all = nodes.flatMap((node): readonly (readonly [string, Placed])[] => [
    [node.id, { node, around: node.block?.slice(0, node.block.lastIndexOf(':')) ?? around }],
    ...(node.verb.kind === 'each' ? placed(node.verb.nodes, node.id) : []),
  ]);
  return new Map(all);
}

/** The nearest approval among the steps that come before one. */
function approvalAbove(nodes: ReadonlyMap<string, Placed>, id: string): string | null {
  const before = [id];
  for (const each of before) {
    const found = nodes.get(each);
    if (found === undefined) continue;
    const { node, around } = found;
    if (each !== id && node.verb.kind === 'approve') return node.verb.approval;
    const above = [...node.needs, ...(around === null ? [] : [around])];
    before.push(...above.filter((other) => !before.includes(other)));
  }
  return null;
}
