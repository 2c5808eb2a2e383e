import type { Bundle, Node, NodeId } from '@deskbook/dsl/bundle';
import type { Commit } from '../journal/store.ts';
import type { Entry, Moved } from '../kernel/entry.ts';
import type { Graph } from '../kernel/graph.ts';
import { gatesInTheWay } from '../kernel/moving/gates-in-the-way.ts';
import type { InTheWay } from '../kernel/moving/in-the-way.ts';
import { mapRun } from '../kernel/moving/map-run.ts';
import { calledNow, type Renamed } from '../kernel/moving/placed.ts';
import type { NodeState, RunState } from '../kernel/run-state.ts';
import { graphOf } from './graph-of.ts';
import type { ExecutionHost } from './host.ts';
import { type LoadedRun, loadRun } from './load-run.ts';
import { joinCommits, runCommit } from './run-commit.ts';

/** One step of a run that is to be moved: as it is called before and after. null: it is not there. */
export interface MovedStep {
  readonly from: NodeId | null;
  readonly to: NodeId | null;
  /** Where it stands; `waiting` where it is new. */
  readonly status: NodeState['status'];
}

/** What moving a run to another bundle would come to. */
export interface MovePlan {
  readonly run: string;
  readonly workflow: string;
  /** The bundles, by hash. */
  readonly from: string;
  readonly to: string;
  readonly steps: readonly MovedStep[];
  /** What keeps it from being moved; empty: nothing does. */
  readonly inTheWay: readonly InTheWay[];
  /** The open runs that are a part of it, and are moved with it. */
  readonly parts: readonly MovePlan[];
}

/** Where to, who says so, and why. */
export interface MoveWish {
  readonly to: Bundle;
  readonly map: Renamed;
  readonly by: string;
  readonly reason: string;
}

/** What moving a run comes to, and the commit that does it with all its parts; null: something is in the way. */
export interface DraftedMove {
  readonly plan: MovePlan;
  readonly commit: Commit | null;
  /** What is told of each run once it is durable. */
  readonly entries: readonly { readonly run: string; readonly entry: Entry }[];
}

/** Drafts moving a run, and what is a part of it, to another bundle. null: there is no such run, or its bundle is not here. */
export function draftMove(host: ExecutionHost, run: string, wish: MoveWish): DraftedMove | null {
  const loaded = loadRun(host, run);
  if (loaded === null) return null;
  const drafted = draftOne(host, loaded, wish, loaded.state.workflow);
  const parent = loaded.state.cause?.kind === 'run' ? loaded.state.cause.run : null;
  const first = [
    ...(parent === null ? [] : [whole('part', `it is a part of ${parent}, and is moved with that`)]),
    ...unknownSteps(loaded.graph, graphOf(wish.to, loaded.state.workflow), wish.map),
  ];
  const plan = { ...drafted.plan, inTheWay: [...first, ...drafted.plan.inTheWay] };
  return plan.inTheWay.length === 0 ? drafted : { plan, commit: null, entries: [] };
}

const whole = (code: InTheWay['code'], reason: string): InTheWay => ({ node: null, code, reason });

function draftOne(host: ExecutionHost, loaded: LoadedRun, wish: MoveWish, workflow: string): DraftedMove {
  const { run, state, graph: from, head } = loaded;
  const { to, map, by, reason } = wish;
  const graph = graphOf(to, workflow);
  const about = { run, workflow, from: state.bundle, to: to.hash };
  if (graph === null) {
    const none = whole('gone', `there is no \`${workflow}\` in the bundle it would be moved to`);
    return { plan: { ...about, steps: [], inTheWay: [none], parts: [] }, commit: null, entries: [] };
  }
  const said: Moved = { type: 'run.moved', from: state.bundle, to: to.hash, workflow, map, by, reason };
  const entry = { ...said, at: host.clock.now() };
  const mapped = mapRun(from, graph, state, entry);
  const parts = openParts(host, loaded).map(({ node, part }) => ({
    node,
    drafted: draftOne(host, part, partWish(wish, loaded, part), partWorkflow(wish, loaded, part, node)),
  }));
  const inTheWay = [
    ...(mapped.ok ? [] : mapped.inTheWay),
    ...workflowsInTheWay(loaded, wish, graph),
    ...parts.flatMap(({ node, drafted: { plan } }): readonly InTheWay[] =>
      plan.inTheWay.length === 0 ? [] : [{ node, code: 'part', reason: `its run ${plan.run} cannot be moved` }],
    ),
  ];
  const plan = { ...about, steps: stepsOf(from, graph, state, map), inTheWay, parts: parts.map(({ drafted }) => drafted.plan) }; // prettier-ignore
  if (!mapped.ok || inTheWay.length > 0) return { plan, commit: null, entries: [] };
  const own = runCommit({ graph, from, before: state, after: mapped.state, head, entries: [entry] });
  const commits = [own, ...parts.flatMap(({ drafted }) => drafted.commit ?? [])];
  return {
    plan,
    commit: joinCommits(commits),
    entries: [{ run, entry }, ...parts.flatMap(({ drafted }) => drafted.entries)],
  };
}

/** The open runs that steps of a run have begun, but for those that are on the other bundle already. */
function openParts(
  host: ExecutionHost,
  { state }: LoadedRun,
): readonly { readonly node: NodeId; readonly part: LoadedRun }[] {
  return state.begun.flatMap(({ node, run }) => {
    const part = host.store.run(run)?.status === 'ended' ? null : loadRun(host, run);
    return part === null || part.state.status === 'ended' ? [] : [{ node, part }];
  });
}

/** Whether a part is an item of an `each`: then its steps stand in the same workflow. */
const isItem = ({ state }: LoadedRun, part: LoadedRun): boolean => part.state.workflow.startsWith(`${state.workflow}/`);

function partWish(wish: MoveWish, loaded: LoadedRun, part: LoadedRun): MoveWish {
  return isItem(loaded, part) ? wish : { ...wish, map: {} };
}

function partWorkflow({ map }: MoveWish, loaded: LoadedRun, part: LoadedRun, node: NodeId): string {
  return isItem(loaded, part) ? `${loaded.state.workflow}/${calledNow(map, node)}` : part.state.workflow;
}

/** Every step, those first that are there before. */
function stepsOf(from: Graph, to: Graph, { nodes }: RunState, map: Renamed): readonly MovedStep[] {
  const there = new Set(to.workflow.nodes.map(({ id }) => id));
  const kept = from.workflow.nodes.map(({ id }): MovedStep => {
    const now = calledNow(map, id);
    return { from: id, to: there.has(now) ? now : null, status: nodes[id]?.status ?? 'waiting' };
  });
  const known = new Set(kept.map((step) => step.to));
  const fresh = to.workflow.nodes.filter(({ id }) => !known.has(id));
  return [...kept, ...fresh.map(({ id }): MovedStep => ({ from: null, to: id, status: 'waiting' }))];
}

function unknownSteps(from: Graph, to: Graph | null, map: Renamed): readonly InTheWay[] {
  const before = new Set(everyNode(from.workflow.nodes).map(({ id }) => id));
  const after = new Set(everyNode(to?.workflow.nodes ?? []).map(({ id }) => id));
  return Object.entries(map).flatMap(([old, now]): readonly InTheWay[] => {
    if (!before.has(old)) return [{ node: old, code: 'unknown_step', reason: 'the run has no such step' }];
    if (after.has(now)) return [];
    return [{ node: old, code: 'unknown_step', reason: `there is no step \`${now}\` to be in its place` }];
  });
}

/** The steps of a workflow, those inside an `each` among them. */
function everyNode(nodes: readonly Node[]): readonly Node[] {
  return nodes.flatMap((node) => [node, ...(node.verb.kind === 'each' ? everyNode(node.verb.nodes) : [])]);
}

/** The gates of workflows that a run has still to begin: it would begin them from the other bundle. */
function workflowsInTheWay(
  { bundle, graph, state }: LoadedRun,
  { to, map }: MoveWish,
  now: Graph,
): readonly InTheWay[] {
  const there = new Set(everyNode(now.workflow.nodes).map(({ id }) => id));
  return graph.workflow.nodes.flatMap((node) => {
    const { status = 'waiting' } = state.nodes[node.id] ?? {};
    if (status !== 'waiting' && status !== 'active' && status !== 'held') return [];
    return everyNode([node]).flatMap(({ id, verb }) => {
      if (verb.kind !== 'run' || !there.has(calledNow(map, id))) return [];
      const inside = gatesWithin(bundle, to, verb.workflow, new Set());
      return inside.map(({ code, reason }): InTheWay => ({
        node: id,
        code,
        reason: `in \`${verb.workflow}\`: ${reason}`,
      }));
    });
  });
}

function gatesWithin(from: Bundle, to: Bundle, workflow: string, seen: Set<string>): readonly InTheWay[] {
  const [before, after] = [graphOf(from, workflow), graphOf(to, workflow)];
  if (seen.has(workflow) || before === null) return [];
  seen.add(workflow);
  if (after === null) return [whole('gone', 'it is not there')];
  const inner = everyNode(before.workflow.nodes).flatMap(({ verb }) =>
    verb.kind === 'run' ? gatesWithin(from, to, verb.workflow, seen) : [],
  );
  return [...gatesInTheWay({ from: before, to: after, map: {}, state: null }), ...inner];
}
