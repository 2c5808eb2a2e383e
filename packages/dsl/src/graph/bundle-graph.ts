import type { Bundle } from '../bundle/bundle.ts';
import type { Node } from '../bundle/node.ts';
import type { Graph, GraphCluster, GraphEdge, GraphNode, NodeKind } from './graph.ts';
import { inFirst } from './words.ts';

/** A whole bundle as a picture: what starts which workflow, and what each workflow asks, decides, walks and runs. */
export function bundleGraph(bundle: Bundle): Graph {
  const { languages } = bundle;
  const events = [...new Set(bundle.triggers.map(({ event }) => event))].map((event) => drawn('event', event, event));
  const triggers = bundle.triggers.map(({ id, state }) =>
    drawn('trigger', id, state === 'live' ? id : `${id} (${state})`),
  );
  const services = Object.values(bundle.services).map(({ id, title }) =>
    drawn('service', id, inFirst(title, languages)),
  );
  const workflows = Object.values(bundle.workflows).map(({ id, title }) =>
    drawn('workflow', id, inFirst(title, languages)),
  );
  const trees = Object.values(bundle.trees).map(({ id, title }) => drawn('tree', id, inFirst(title, languages)));
  const approvals = Object.keys(bundle.approvals).map((id) => drawn('approval', id, id));
  const decisions = Object.keys(bundle.decisions).map((id) => drawn('decision', id, id));
  const nodes = [...events, ...triggers, ...services, ...workflows, ...trees, ...approvals, ...decisions];
  const used = new Set(nodes.map(({ cluster }) => cluster));
  return {
    id: bundle.id,
    title: inFirst(bundle.title, languages),
    nodes,
    edges: edgesOf(bundle),
    clusters: clusters.filter(({ id }) => used.has(id)),
  };
}

const clusters: readonly GraphCluster[] = [
  { id: 'event', label: 'Events', parent: null },
  { id: 'trigger', label: 'Triggers', parent: null },
  { id: 'service', label: 'Services', parent: null },
  { id: 'workflow', label: 'Workflows', parent: null },
  { id: 'tree', label: 'Trees', parent: null },
  { id: 'approval', label: 'Approvals', parent: null },
  { id: 'decision', label: 'Decisions', parent: null },
];

function drawn(kind: NodeKind, id: string, title: string): GraphNode {
  return { id: `${kind}/${id}`, kind, lines: [title], cluster: kind };
}

function edgesOf(bundle: Bundle): readonly GraphEdge[] {
  const started = bundle.triggers.flatMap(({ id, event, start }) => [
    edge(`event/${event}`, `trigger/${id}`),
    edge(`trigger/${id}`, `workflow/${start}`),
  ]);
  const offered = Object.values(bundle.services).map(({ id, start }) => edge(`service/${id}`, `workflow/${start}`));
  const inside = Object.values(bundle.workflows).flatMap(({ id, nodes }) =>
    [...new Set(nodes.flatMap(usedBy))].map((used) => edge(`workflow/${id}`, used)),
  );
  const calls = Object.values(bundle.trees).flatMap(({ id, nodes }) =>
    [...new Set(Object.values(nodes).flatMap((node) => (node.kind === 'tree' ? [node.tree] : [])))].map((called) =>
      edge(`tree/${id}`, `tree/${called}`),
    ),
  );
  return [...started, ...offered, ...inside, ...calls];
}

function edge(from: string, to: string): GraphEdge {
  return { from, to, label: null, way: 'usual' };
}

function usedBy({ verb }: Node): readonly string[] {
  switch (verb.kind) {
    case 'approve':
      return [`approval/${verb.approval}`];
    case 'decide':
      return [`decision/${verb.decision}`];
    case 'tree':
      return [`tree/${verb.tree}`];
    case 'run':
      return [`workflow/${verb.workflow}`];
    case 'each':
      return verb.nodes.flatMap(usedBy);
    case 'do':
    case 'task':
    case 'ask':
    case 'choose':
    case 'wait':
    case 'find':
      return [];
  }
}
