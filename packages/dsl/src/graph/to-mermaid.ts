import type { Graph, GraphCluster, GraphEdge, GraphNode, NodeKind } from './graph.ts';
import { signedLines } from './signs.ts';

/** A picture as a Mermaid flowchart. Whatever people wrote stands in quotes with every character of Mermaid's own escaped. */
export function toMermaid(graph: Graph): string {
  const names = new Map(graph.nodes.map(({ id }, index) => [id, `n${index}`]));
  const lines = [
    'flowchart TD',
    `  accTitle: ${graph.title.replaceAll(/[\p{C}\s;#]+/gu, ' ')}`,
    ...inside(graph, null, names, '  '),
    ...graph.edges.flatMap((edge) => drawEdge(edge, names)),
    ...classes(graph, names),
  ];
  return `${lines.join('\n')}\n`;
}

function inside(
  graph: Graph,
  cluster: string | null,
  names: ReadonlyMap<string, string>,
  indent: string,
): readonly string[] {
  return [
    ...graph.nodes.filter((node) => node.cluster === cluster).map((node) => `${indent}${drawNode(node, names)}`),
    ...graph.clusters
      .filter(({ parent }) => parent === cluster)
      .flatMap((inner) => drawCluster(graph, inner, names, indent)),
  ];
}

function drawCluster(
  graph: Graph,
  cluster: GraphCluster,
  names: ReadonlyMap<string, string>,
  indent: string,
): readonly string[] {
  const body = inside(graph, cluster.id, names, `${indent}  `);
  if (body.length === 0) return [];
  const index = graph.clusters.indexOf(cluster);
  return [`${indent}subgraph c${index}[${quoted([cluster.label])}]`, ...body, `${indent}end`];
}

function drawNode(node: GraphNode, names: ReadonlyMap<string, string>): string {
  const [open, close] = shapes[node.kind];
  return `${names.get(node.id) ?? ''}${open}${quoted(signedLines(node))}${close}`;
}

function drawEdge({ from, to, label, way }: GraphEdge, names: ReadonlyMap<string, string>): readonly string[] {
  const [start, end] = [names.get(from), names.get(to)];
  if (start === undefined || end === undefined) return [];
  const words = label === null ? '' : `|${quoted([label])}|`;
  return [`  ${start} ${way === 'usual' ? '-->' : '-.->'}${words} ${end}`];
}

/** Text in quotes. Mermaid reads `#name;` and `#number;` as one character. */
function quoted(lines: readonly string[]): string {
  return `"${lines.map(escaped).join('<br>')}"`;
}

function escaped(text: string): string {
  return text
    .replaceAll(/[\r\n]+/g, ' ')
    .replaceAll(/["#&<>\\`|[\]{}()%;]/g, (character) => `#${character.codePointAt(0) ?? 0};`);
}

const shapes: { readonly [kind in NodeKind]: readonly [string, string] } = {
  start: ['([', '])'],
  end: ['([', '])'],
  hold: ['((', '))'],
  undo: ['[\\', '\\]'],
  do: ['[', ']'],
  task: ['[/', '/]'],
  ask: ['[/', '/]'],
  approve: ['{{', '}}'],
  decide: ['{', '}'],
  choose: ['{', '}'],
  tree: ['[[', ']]'],
  wait: ['>', ']'],
  each: ['[[', ']]'],
  find: ['[(', ')]'],
  run: ['[[', ']]'],
  question: ['{', '}'],
  choice: ['{', '}'],
  fix: ['[', ']'],
  collect: ['[/', '/]'],
  hand_to: ['[/', '\\]'],
  solved: ['([', '])'],
  explained: ['([', '])'],
  escalated: ['([', '])'],
  event: ['>', ']'],
  trigger: ['[', ']'],
  service: ['[/', '/]'],
  workflow: ['[[', ']]'],
  approval: ['{{', '}}'],
  decision: ['{', '}'],
};

/** Colours by what a node is for; the words and shapes say the same without them. */
const colours: { readonly [name: string]: { readonly kinds: readonly NodeKind[]; readonly style: string } } = {
  person: { kinds: ['task', 'ask', 'hold', 'hand_to', 'collect'], style: 'fill:#e8f0fe,stroke:#1a56b0,color:#0b2a5b' },
  approval: { kinds: ['approve', 'approval'], style: 'fill:#fff3d6,stroke:#a66a00,color:#4d3100' },
  time: { kinds: ['wait'], style: 'fill:#f1f1f4,stroke:#5c5c6b,color:#26262e' },
  undo: { kinds: ['undo'], style: 'fill:#fde7e7,stroke:#b3261e,color:#5c110c' },
  finish: { kinds: ['end', 'solved', 'explained', 'escalated'], style: 'fill:#e6f4ea,stroke:#1e7d34,color:#0c3d18' },
};

function classes(graph: Graph, names: ReadonlyMap<string, string>): readonly string[] {
  return Object.entries(colours).flatMap(([name, { kinds, style }]) => {
    const members = graph.nodes.filter(({ kind }) => kinds.includes(kind)).map(({ id }) => names.get(id) ?? '');
    return members.length === 0 ? [] : [`  classDef ${name} ${style}`, `  class ${members.join(',')} ${name}`];
  });
}
