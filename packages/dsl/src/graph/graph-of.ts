import type { Bundle } from '../bundle/bundle.ts';
import { bundleGraph } from './bundle-graph.ts';
import type { Graph } from './graph.ts';
import { treeGraph } from './tree-graph.ts';
import { workflowGraph } from './workflow-graph.ts';

/**
 * The picture of a workflow or a tree of a bundle, by id; without an id of the whole bundle. Null: there is neither by that name. A
 * workflow is found before a tree of the same id; `workflow/x` and `tree/x` say which.
 *
 * @example
 * const picture = graphOf(bundle, 'access-fulfilment');
 * if (picture !== null) console.log(toMermaid(picture));
 */
export function graphOf(bundle: Bundle, id?: string): Graph | null {
  if (id === undefined) return bundleGraph(bundle);
  const name = /^(?:workflow|tree)\/(.+)$/.exec(id)?.[1] ?? id;
  const workflow =
    id.startsWith('tree/') || !Object.hasOwn(bundle.workflows, name) ? undefined : bundle.workflows[name];
  if (workflow !== undefined) return workflowGraph(workflow, bundle.languages);
  const tree = id.startsWith('workflow/') || !Object.hasOwn(bundle.trees, name) ? undefined : bundle.trees[name];
  return tree === undefined ? null : treeGraph(tree, bundle.languages);
}
