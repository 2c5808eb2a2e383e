import type { Bundle, Node, Workflow } from '@deskbook/dsl/bundle';
import type { Graph } from '../kernel/graph.ts';

const known = new WeakMap<Bundle, Map<string, Graph | null>>();

/**
 * The graph of a workflow of a bundle; null: there is none. The items of an `each` run over a graph of their own, called
 * `<workflow>/<step>`.
 */
export function graphOf(bundle: Bundle, workflow: string): Graph | null {
  const graphs = known.get(bundle) ?? new Map<string, Graph | null>();
  known.set(bundle, graphs);
  const found = graphs.get(workflow);
  if (found !== undefined) return found;
  const definition = workflowOf(bundle, workflow);
  const graph =
    definition === null ? null : { workflow: definition, actions: bundle.actions, approvals: bundle.approvals };
  graphs.set(workflow, graph);
  return graph;
}

function workflowOf(bundle: Bundle, id: string): Workflow | null {
  const [name = '', ...steps] = id.split('/');
  let workflow = Object.hasOwn(bundle.workflows, name) ? (bundle.workflows[name] ?? null) : null;
  for (const step of steps) workflow = workflow === null ? null : bodyOf(workflow, step);
  return workflow;
}

/** The body of an `each` as a workflow: the same rights and the same person for failed undos, but ends of its own. */
function bodyOf(workflow: Workflow, step: string): Workflow | null {
  const node: Node | undefined = workflow.nodes.find((node) => node.id === step);
  if (node === undefined || node.verb.kind !== 'each') return null;
  return {
    ...workflow,
    id: `${workflow.id}/${step}`,
    title: node.title,
    input: {},
    oneRun: null,
    nodes: node.verb.nodes,
    cancelWhen: null,
    ends: {},
  };
}
