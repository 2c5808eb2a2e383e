import { finallyBlock, type Node } from '@deskbook/dsl/bundle';
import { nodeState, type Draft } from './draft.ts';
import { endIfThrough } from './ending.ts';
import { isFinishing } from './finishing.ts';
import { blockOwner } from './graph.ts';
import { finish } from './react.ts';
import { startNode } from './start-node.ts';

const through = (draft: Draft, id: string): boolean => {
  const { status } = nodeState(draft, id);
  return status === 'finished' || status === 'skipped';
};

/** Whether the block a node stands in is running. */
function inRunningBlock(draft: Draft, node: Node): boolean {
  const isFinal = isFinishing(draft);
  if (node.block === null || node.block === finallyBlock) return isFinal === (node.block === finallyBlock);
  const owner = blockOwner(node.block);
  const state = nodeState(draft, owner.node);
  return state.status === 'inside' && state.block === owner.branch;
}

/** Whether as many of a node's needs are through as its `join` asks for. */
function isDue(draft: Draft, node: Node): boolean {
  if (nodeState(draft, node.id).status !== 'waiting' || !inRunningBlock(draft, node)) return false;
  if (node.needs.length === 0 || node.join === 'all') return node.needs.every((need) => through(draft, need));
  const met = node.needs.filter((need) => through(draft, need)).length;
  return met >= (node.join === 'any' ? 1 : Math.min(node.join, node.needs.length));
}

function blockIsThrough(draft: Draft, node: Node): boolean {
  const state = nodeState(draft, node.id);
  if (state.status !== 'inside') return false;
  const inside = draft.index.blocks.get(`${node.id}:${state.block ?? ''}`) ?? [];
  return inside.every((inner) => through(draft, inner.id));
}

/** Starts every node that is due and closes every block that is through, until there is none; then ends the run if it is through. */
export function progress(draft: Draft): void {
  const before = isFinishing(draft);
  startDue(draft);
  endIfThrough(draft);
  if (isFinishing(draft) !== before) progress(draft);
}

function startDue(draft: Draft): void {
  for (let moved = true; moved && draft.state.ending === null;) {
    moved = false;
    for (const node of draft.graph.workflow.nodes) {
      if (draft.state.ending !== null) return;
      if (isDue(draft, node)) startNode(draft, node);
      else if (blockIsThrough(draft, node)) finish(draft, node);
      else continue;
      moved = true;
    }
  }
}
