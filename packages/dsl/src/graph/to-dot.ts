import type { Graph, GraphCluster, GraphEdge, GraphNode, NodeKind } from './graph.ts';
import { signedLines } from './signs.ts';

/** A picture in Graphviz's DOT. Whatever people wrote stands in quotes, with quotes and backslashes escaped. */
export function toDot(graph: Graph): string {
  const lines = [
    `digraph ${quoted([graph.id])} {`,
    `  label=${quoted([graph.title])}; labelloc=t; fontname="sans-serif"; rankdir=TB;`,
    '  node [shape=box, fontname="sans-serif"];',
    '  edge [fontname="sans-serif"];',
    ...inside(graph, null, '  '),
    ...graph.edges.map(drawEdge),
    '}',
  ];
  return `${lines.join('\n')}\n`;
}

function inside(graph: Graph, cluster: string | null, indent: string): readonly string[] {
  return [
    ...graph.nodes.filter((node) => node.cluster === cluster).map((node) => `${indent}${drawNode(node)}`),
    ...graph.clusters.filter(({ parent }) => parent === cluster).flatMap((inner) => drawCluster(graph, inner, indent)),
  ];
}

function drawCluster(graph: Graph, cluster: GraphCluster, indent: string): readonly string[] {
  return [
    `${indent}subgraph ${quoted([`cluster_${cluster.id}`])} {`,
    `${indent}  label=${quoted([cluster.label])}; style=rounded;`,
    ...inside(graph, cluster.id, `${indent}  `),
    `${indent}}`,
  ];
}

function drawNode(node: GraphNode): string {
  const shape = shapes[node.kind];
  return `${quoted([node.id])} [label=${quoted(signedLines(node))}${shape === undefined ? '' : `, ${shape}`}];`;
}

function drawEdge({ from, to, label, way }: GraphEdge): string {
  const style = { usual: [], other: ['style=dashed'], back: ['style=dashed', 'constraint=false'] }[way];
  const attributes = [...(label === null ? [] : [`label=${quoted([label])}`]), ...style];
  return `  ${quoted([from])} -> ${quoted([to])}${attributes.length === 0 ? '' : ` [${attributes.join(', ')}]`};`;
}

function quoted(lines: readonly string[]): string {
  return `"${lines.map(escaped).join('\\n')}"`;
}

function escaped(text: string): string {
  return text
    .replaceAll(/[\r\n]+/g, ' ')
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"');
}

const shapes: { readonly [kind in NodeKind]?: string } = {
  start: 'shape=oval',
  end: 'shape=oval, peripheries=2',
  hold: 'shape=octagon',
  undo: 'shape=larrow',
  task: 'shape=parallelogram',
  ask: 'shape=parallelogram',
  collect: 'shape=parallelogram',
  hand_to: 'shape=trapezium',
  approve: 'shape=hexagon',
  approval: 'shape=hexagon',
  decide: 'shape=diamond',
  decision: 'shape=diamond',
  choose: 'shape=diamond',
  question: 'shape=diamond',
  choice: 'shape=diamond',
  wait: 'shape=cds',
  event: 'shape=cds',
  each: 'shape=box3d',
  run: 'shape=component',
  workflow: 'shape=component',
  tree: 'shape=component',
  find: 'shape=cylinder',
  service: 'shape=folder',
  solved: 'shape=oval, peripheries=2',
  explained: 'shape=oval, peripheries=2',
  escalated: 'shape=oval, peripheries=2',
};
