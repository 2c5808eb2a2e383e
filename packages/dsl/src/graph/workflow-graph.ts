import { finallyBlock } from '../bundle/finally-block.ts';
import type { Node, NodeId, Reaction } from '../bundle/node.ts';
import type { Workflow } from '../bundle/workflow.ts';
import type { Graph, GraphCluster, GraphEdge, GraphNode } from './graph.ts';
import { stepLines } from './step-lines.ts';
import { inFirst } from './words.ts';

/** Where a step, or what stands inside it, goes on from, with the outcome that leads there. */
interface Exit {
  readonly from: string;
  readonly label: string | null;
  readonly way: GraphEdge['way'];
}

/** The picture being drawn. */
interface Drawing {
  readonly nodes: GraphNode[];
  readonly edges: GraphEdge[];
  readonly clusters: GraphCluster[];
  readonly ends: Map<string, GraphNode>;
}

/** The node every workflow begins at, and the one that stands for "a person looks". Step ids have no `!`. */
const start = '!start';
const hold = '!hold';

/** What an action does where nothing else is written: it is not drawn. */
const held: ReadonlySet<string> = new Set(['failed', 'denied', 'refused', 'conflict']);

/** A workflow as a picture: steps, branches as frames, ends, holds and undoing. */
export function workflowGraph(workflow: Workflow, languages: readonly string[]): Graph {
  const title = inFirst(workflow.title, languages);
  const drawing: Drawing = { nodes: [node(start, 'start', [title])], edges: [], clusters: [], ends: new Map() };
  const exits = drawBlock(workflow.nodes, null, [{ from: start, label: null, way: 'usual' }], null);
  for (const exit of exits) drawing.edges.push({ ...exit, to: ends('done') });
  drawFinally();
  return {
    id: workflow.id,
    title,
    nodes: [...drawing.nodes, ...drawing.ends.values()],
    edges: merged(drawing.edges),
    clusters: drawing.clusters,
  };

  function ends(end: string): string {
    return endNode(drawing, end, workflow, languages);
  }

  /** Draws the steps that come after every end. */
  function drawFinally(): void {
    if (!workflow.nodes.some(({ block }) => block === finallyBlock)) return;
    drawing.clusters.push({ id: finallyBlock, label: 'finally, however it ends', parent: null });
    const entries = [...drawing.ends.values()].filter(({ kind }) => kind === 'end');
    const after = entries.map(({ id }): Exit => ({ from: id, label: null, way: 'other' }));
    drawBlock(workflow.nodes, finallyBlock, after, finallyBlock);
  }

  /** Draws the steps of a block, entered from `entries`, and tells where it is left. */
  function drawBlock(
    all: readonly Node[],
    block: string | null,
    entries: readonly Exit[],
    cluster: string | null,
  ): readonly Exit[] {
    const steps = all.filter((step) => step.block === block);
    const exits = new Map<NodeId, readonly Exit[]>();
    for (const step of inOrder(steps)) {
      const before = step.needs.length === 0 ? entries : step.needs.flatMap((need) => exits.get(need) ?? []);
      for (const exit of before) drawing.edges.push({ ...exit, to: step.id });
      exits.set(step.id, drawStep(all, step, cluster));
    }
    const needed = new Set(steps.flatMap(({ needs }) => needs));
    const last = steps.filter(({ id }) => !needed.has(id)).flatMap(({ id }) => exits.get(id) ?? []);
    return steps.length === 0 ? entries : last;
  }

  function drawStep(all: readonly Node[], step: Node, cluster: string | null): readonly Exit[] {
    drawing.nodes.push({ ...node(step.id, step.verb.kind, stepLines(step, languages)), cluster });
    if (step.verb.kind === 'each') drawBody(step, cluster);
    const branches = step.verb.kind === 'choose' ? step.verb.branches.map(({ id }) => id) : [];
    return [
      ...branches.flatMap((branch) => drawInside(all, step, branch, cluster)),
      ...Object.entries(step.outcomes).flatMap(([outcome, reaction]) =>
        drawOutcome(all, step, outcome, reaction, cluster),
      ),
    ];
  }

  function drawInside(all: readonly Node[], step: Node, way: string, cluster: string | null): readonly Exit[] {
    const id = `${step.id}:${way}`;
    drawing.clusters.push({ id, label: way, parent: cluster });
    return drawBlock(
      all,
      id,
      [
        {
          from: step.id,
          label: way,
          way: step.verb.kind === 'choose' || way === mainOutcome(step) ? 'usual' : 'other',
        },
      ],
      id,
    );
  }

  function drawBody(step: Node, cluster: string | null): void {
    if (step.verb.kind !== 'each') return;
    const id = `${step.id}:each`;
    drawing.clusters.push({ id, label: `for each ${step.verb.as}`, parent: cluster });
    drawBlock(step.verb.nodes, null, [{ from: step.id, label: 'each', way: 'usual' }], id);
  }

  /** Draws what happens at an outcome, and tells where the workflow goes on from there, if it does. */
  function drawOutcome(
    all: readonly Node[],
    step: Node,
    outcome: string,
    reaction: Reaction,
    cluster: string | null,
  ): readonly Exit[] {
    const main = outcome === mainOutcome(step) ? null : outcome;
    switch (reaction.kind) {
      case 'continue':
        return [{ from: step.id, label: main, way: main === null ? 'usual' : 'other' }];
      case 'block':
        return drawInside(all, step, outcome, cluster);
      case 'hold':
        if (!held.has(outcome))
          drawing.edges.push({ from: step.id, to: holdNode(drawing), label: outcome, way: 'other' });
        return [];
      case 'end':
        drawing.edges.push({ from: step.id, to: ends(reaction.end), label: outcome, way: 'other' });
        return [];
      case 'undo':
        drawing.edges.push({
          from: step.id,
          to: undoNode(drawing, reaction.end, ends(reaction.end)),
          label: outcome,
          way: 'other',
        });
        return [];
      case 'go':
        drawing.edges.push({
          from: step.id,
          to: reaction.to,
          label: `${outcome}, at most ${reaction.atMost}×`,
          way: 'back',
        });
        return drawOutcome(all, step, outcome, reaction.otherwise, cluster);
    }
  }
}

/** One arrow for several outcomes that lead to the same place. */
function merged(edges: readonly GraphEdge[]): readonly GraphEdge[] {
  const groups = Map.groupBy(edges, ({ from, to, way }) => JSON.stringify([from, to, way]));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const labels = [...new Set(group.flatMap(({ label }) => label ?? []))];
    return [{ ...first, label: labels.length === 0 ? null : labels.join(', ') }];
  });
}

function node(id: string, kind: GraphNode['kind'], lines: readonly string[]): GraphNode {
  return { id, kind, lines, cluster: null };
}

/** The outcome everybody expects: it is not written on the arrow. */
function mainOutcome(step: Node): string | undefined {
  return Object.keys(step.outcomes).find((outcome) => expected.has(outcome));
}

const expected: ReadonlySet<string> = new Set([
  'done',
  'answered',
  'approved',
  'decided',
  'happened',
  'found',
  'solved',
]);

function endNode(drawing: Drawing, end: string, workflow: Workflow, languages: readonly string[]): string {
  const id = `!end-${end}`;
  const title = workflow.ends[end]?.title;
  if (!drawing.ends.has(end))
    drawing.ends.set(end, node(id, 'end', [title === undefined ? end : inFirst(title, languages)]));
  return id;
}

function holdNode(drawing: Drawing): string {
  if (!drawing.ends.has(hold)) drawing.ends.set(hold, node(hold, 'hold', ['a person looks']));
  return hold;
}

function undoNode(drawing: Drawing, end: string, to: string): string {
  const id = `!undo-${end}`;
  if (!drawing.ends.has(id)) {
    drawing.ends.set(id, node(id, 'undo', ['undo everything']));
    drawing.edges.push({ from: id, to, label: null, way: 'usual' });
  }
  return id;
}

/** Steps after those they need; what stands on a circle of needs comes last, as it was written. */
function inOrder(steps: readonly Node[]): readonly Node[] {
  const placed = new Set<NodeId>();
  const order: Node[] = [];
  for (let left = [...steps]; left.length > 0;) {
    const ready = left.find((step) => step.needs.every((need) => placed.has(need))) ?? left[0];
    if (ready === undefined) break;
    placed.add(ready.id);
    order.push(ready);
    left = left.filter((step) => step !== ready);
  }
  return order;
}
