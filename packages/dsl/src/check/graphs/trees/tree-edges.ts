import type { Tree, TreeNode } from '../../../bundle/tree.ts';
import type { Digraph } from '../digraph/digraph.ts';

/** Where the answers of a node lead, in the order they are written. "I don't know" is not among them. */
export function answersOf(node: TreeNode): readonly string[] {
  switch (node.kind) {
    case 'question':
      return [node.ifYes, node.ifNo];
    case 'choice':
      return node.choices.map(({ go }) => go);
    case 'fix':
      return [node.ifFixed, node.ifNotFixed];
    case 'collect':
    case 'hand_to':
      return [node.next];
    case 'tree':
      return Object.values(node.next);
  }
}

/** Everywhere a node may lead. Nothing is asked when somebody else goes on, so "I don't know" is no answer there. */
function targetsOf(node: TreeNode, tree: Tree): readonly string[] {
  const unsure = node.kind === 'hand_to' ? [] : [node.ifUnsure ?? tree.ifUnsure];
  return [...new Set([...answersOf(node), ...unsure])];
}

/** A tree as a graph of its nodes and outcomes, "I don't know" included. */
export function treeGraph(tree: Tree): Digraph {
  return graphBy(tree, (node) => targetsOf(node, tree));
}

/** The same without "I don't know". */
export function answerGraph(tree: Tree): Digraph {
  return graphBy(tree, answersOf);
}

function graphBy(tree: Tree, edges: (node: TreeNode) => readonly string[]): Digraph {
  const nodes = Object.values(tree.nodes).map((node) => [node.id, edges(node)] as const);
  return new Map<string, readonly string[]>([...nodes, ...Object.keys(tree.outcomes).map((id) => [id, []] as const)]);
}
