import type { Tree, TreeNode } from '../bundle/tree.ts';
import type { Graph, GraphEdge, GraphNode, NodeKind } from './graph.ts';
import { conditionWords, inFirst } from './words.ts';

const start = '!start';

/** A tree as a picture. "I don't know" is drawn where a node says itself where it leads; elsewhere it leads to the tree's `if_unsure`. */
export function treeGraph(tree: Tree, languages: readonly string[]): Graph {
  const title = inFirst(tree.title, languages);
  const nodes = Object.values(tree.nodes);
  const unsure = `not sure: ${tree.ifUnsure}`;
  return {
    id: tree.id,
    title,
    nodes: [
      drawn(start, 'start', [title, unsure]),
      ...nodes.map((node) => drawn(node.id, node.kind === 'tree' ? 'tree' : node.kind, linesOf(node, languages))),
      ...Object.values(tree.outcomes).map((outcome) =>
        drawn(outcome.id, outcome.result, outcomeLines(outcome, languages)),
      ),
    ],
    edges: [
      { from: start, to: tree.start, label: null, way: 'usual' },
      ...nodes.flatMap((node) => edgesOf(node, languages)),
    ],
    clusters: [],
  };
}

function drawn(id: string, kind: NodeKind, lines: readonly string[]): GraphNode {
  return { id, kind, lines, cluster: null };
}

function outcomeLines({ id, to, say }: Tree['outcomes'][string], languages: readonly string[]): readonly string[] {
  return [id, ...(to === null ? [] : [`to ${to}`]), ...(say === null ? [] : [inFirst(say, languages)])];
}

function linesOf(node: TreeNode, languages: readonly string[]): readonly string[] {
  switch (node.kind) {
    case 'question':
      return [
        node.ask === null ? node.id : inFirst(node.ask, languages),
        ...(node.known === null ? [] : [`known: ${node.known}`]),
        ...(node.check === null ? [] : [`check ${node.check.action}: ${conditionWords(node.check.yesWhen)}`]),
      ];
    case 'choice':
      return [inFirst(node.ask, languages), ...(node.known === null ? [] : [`known: ${node.known}`])];
    case 'fix':
      return [inFirst(node.fix, languages), ...(node.action === null ? [] : [`do ${node.action}`])];
    case 'collect':
      return [
        node.say === null ? node.id : inFirst(node.say, languages),
        `collect ${Object.keys(node.collect).join(', ')}`,
      ];
    case 'hand_to':
      return [`hand to ${node.role}`];
    case 'tree':
      return [`tree ${node.tree}`];
  }
}

function edgesOf(node: TreeNode, languages: readonly string[]): readonly GraphEdge[] {
  const to = (target: string, label: string | null): GraphEdge => ({ from: node.id, to: target, label, way: 'usual' });
  const unsure: readonly GraphEdge[] =
    node.ifUnsure === null ? [] : [{ ...to(node.ifUnsure, 'not sure'), way: 'other' }];
  switch (node.kind) {
    case 'question':
      return [to(node.ifYes, 'yes'), to(node.ifNo, 'no'), ...unsure];
    case 'choice':
      return [...node.choices.map(({ go, say }) => to(go, inFirst(say, languages))), ...unsure];
    case 'fix':
      return [to(node.ifFixed, 'helped'), to(node.ifNotFixed, 'did not help'), ...unsure];
    case 'collect':
    case 'hand_to':
      return [to(node.next, null), ...unsure];
    case 'tree':
      return [...resultEdges(node.next).map(([target, label]) => to(target, label)), ...unsure];
  }
}

/** One arrow a target, with the results that lead there. */
function resultEdges(next: { readonly [result: string]: string }): readonly (readonly [string, string | null])[] {
  const targets = Object.groupBy(Object.entries(next), ([, target]) => target);
  const all = Object.entries(targets);
  return all.map(
    ([target, results]) =>
      [target, all.length === 1 ? null : (results ?? []).map(([result]) => result).join(', ')] as const,
  );
}
