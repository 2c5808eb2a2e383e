import type { Node, NodeId } from '../../../bundle/node.ts';
import { topologicalOrder } from '../digraph/topological-order.ts';

/** Steps that stand together: the workflow's own, those of its `finally`, a branch of a `choose`, the steps of an outcome, or the body of an `each`. */
export interface Block {
  /** Empty for the workflow's own steps, `finallyBlock` for those of `finally`, else `<owner>:<way>`. */
  readonly id: string;
  readonly owner: NodeId | null;
  /** The branch or outcome; `each` for the body of an `each`. */
  readonly way: string;
  /** In an order in which every step comes after those it needs. Steps on a cycle are left out. */
  readonly nodes: readonly Node[];
}

/** A workflow's steps as blocks within blocks, bodies of `each` included. */
export interface Flow {
  readonly nodes: ReadonlyMap<NodeId, Node>;
  readonly blocks: ReadonlyMap<string, Block>;
  readonly blockOf: ReadonlyMap<NodeId, Block>;
  /** Blocks directly inside a step, by way. */
  readonly inside: ReadonlyMap<NodeId, ReadonlyMap<string, Block>>;
}

/** Files the compiled steps of a workflow by block. */
export function flowOf(nodes: readonly Node[]): Flow {
  const members = new Map<string, Node[]>([['', []]]);
  collect(nodes, '', members);
  const blocks = new Map([...members].map(([id, own]) => [id, blockOf(id, own)] as const));
  const inside = new Map<NodeId, Map<string, Block>>();
  for (const block of blocks.values()) {
    if (block.owner === null) continue;
    const ways = inside.get(block.owner) ?? new Map<string, Block>();
    inside.set(block.owner, ways.set(block.way, block));
  }
  return {
    nodes: new Map([...members.values()].flat().map((node) => [node.id, node])),
    blocks,
    blockOf: new Map([...blocks.values()].flatMap((block) => block.nodes.map((node) => [node.id, block] as const))),
    inside,
  };
}

/** The blocks a step stands in, from its own outwards. */
export function enclosingBlocks(flow: Flow, id: NodeId): readonly Block[] {
  const result: Block[] = [];
  for (let block = flow.blockOf.get(id); block !== undefined;) {
    result.push(block);
    block = block.owner === null ? undefined : flow.blockOf.get(block.owner);
  }
  return result;
}

function collect(nodes: readonly Node[], top: string, members: Map<string, Node[]>): void {
  for (const node of nodes) {
    const block = node.block ?? top;
    members.set(block, [...(members.get(block) ?? []), node]);
    if (node.verb.kind === 'each') collect(node.verb.nodes, `${node.id}:each`, members);
  }
}

function blockOf(id: string, nodes: readonly Node[]): Block {
  const at = id.indexOf(':');
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const after = new Map<string, string[]>(nodes.map((node) => [node.id, []]));
  for (const node of nodes) {
    for (const need of node.needs) after.get(need)?.push(node.id);
  }
  return {
    id,
    owner: at <= 0 ? null : id.slice(0, at),
    way: id.slice(at + 1),
    nodes: topologicalOrder(after).flatMap((nodeId) => byId.get(nodeId) ?? []),
  };
}
