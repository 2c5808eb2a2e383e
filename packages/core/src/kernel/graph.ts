import type { ApprovalDefinition } from '@deskbook/policies';
import type { ActionContract, Node, NodeId, Workflow } from '@deskbook/dsl/bundle';

/** What a run is executed over: its workflow, the contracts of the actions it uses, and the approvals it asks for. */
export interface Graph {
  readonly workflow: Workflow;
  readonly actions: { readonly [id: string]: ActionContract };
  readonly approvals: { readonly [id: string]: ApprovalDefinition };
}

/** A graph's nodes by id, and by the block they stand in (`null` is the top), in declared order. */
export interface GraphIndex {
  readonly nodes: ReadonlyMap<NodeId, Node>;
  readonly blocks: ReadonlyMap<string | null, readonly Node[]>;
}

const known = new WeakMap<Workflow, GraphIndex>();

/** The index of a graph; worked out once for each workflow object. */
export function indexOf(graph: Pick<Graph, 'workflow'>): GraphIndex {
  const found = known.get(graph.workflow);
  if (found !== undefined) return found;
  const index: GraphIndex = {
    nodes: new Map(graph.workflow.nodes.map((node) => [node.id, node])),
    blocks: Map.groupBy(graph.workflow.nodes, (node) => node.block),
  };
  known.set(graph.workflow, index);
  return index;
}

/** The node a block stands in, and which of its branches or outcomes it is. */
export function blockOwner(block: string): { readonly node: NodeId; readonly branch: string } {
  const colon = block.indexOf(':');
  return { node: block.slice(0, colon), branch: block.slice(colon + 1) };
}
