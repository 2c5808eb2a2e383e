import { isDeepStrictEqual } from 'node:util';
import type { ApprovalDefinition } from '@deskbook/policies';
import type { Node, NodeId, Verb } from '@deskbook/dsl/bundle';
import { type Graph, indexOf } from '../graph.ts';
import { freshNode } from '../initial-state.ts';
import { reactionTo } from '../outcomes.ts';
import type { NodeState, RunState } from '../run-state.ts';
import { type Guards, guardsOf, isGuard } from './guards.ts';
import type { InTheWay } from './in-the-way.ts';
import { calledNow, type Renamed } from './placed.ts';

/** A run that may be moved, as far as its gates are concerned. A part that has not begun has no state. */
export interface Gated {
  readonly from: Graph;
  readonly to: Graph;
  readonly map: Renamed;
  readonly state: Pick<RunState, 'nodes' | 'established'> | null;
}

/** Whether a step's verb may change the world. */
const acts = ({ kind }: Verb): boolean => kind === 'do' || kind === 'each' || kind === 'run' || kind === 'tree';

/**
 * What of approvals and decisions would not hold any more: one that is gone, is another or may be gone around, and an effect that one
 * comes before now and would not then. Nobody gets past a gate by being moved.
 */
export function gatesInTheWay(moved: Gated): readonly InTheWay[] {
  const { from, map } = moved;
  const now = indexOf(moved.to).nodes;
  const gates = from.workflow.nodes.filter(isGuard).flatMap((old) => {
    const state = stateOf(moved, old.id);
    return state.status === 'skipped' && isPast(moved, old.id)
      ? []
      : gateInTheWay(moved, old, now.get(calledNow(map, old.id)), state);
  });
  return [...gates, ...effectsUnguarded(moved), ...bodiesInTheWay(moved)];
}

function stateOf({ state }: Gated, id: NodeId): NodeState {
  return (state !== null && Object.hasOwn(state.nodes, id) ? state.nodes[id] : undefined) ?? freshNode(0);
}

/** Whether a step is through for good: where the run may go back to before it, it may come again. */
function isPast(moved: Gated, id: NodeId): boolean {
  const { status } = stateOf(moved, id);
  return (status === 'finished' || status === 'skipped') && !moved.from.workflow.nodes.some(goesBack);
}

const goesBack = ({ outcomes }: Node): boolean => Object.values(outcomes).some(({ kind }) => kind === 'go');

function gateInTheWay(moved: Gated, old: Node, now: Node | undefined, state: NodeState): readonly InTheWay[] {
  const inTheWay = (code: InTheWay['code'], reason: string): readonly InTheWay[] => [{ node: old.id, code, reason }];
  const isApproval = old.verb.kind === 'approve';
  const code = isApproval ? 'approval' : 'gate';
  if (now === undefined) return inTheWay(code, `the ${isApproval ? 'approval' : 'decision'} is not there`);
  if (!sameGate(old, now)) return inTheWay(code, `it asks for something else there`);
  const begun = state.status !== 'waiting' || state.visit > 0;
  if (begun && !isDeepStrictEqual(rulesOf(moved.from, old), rulesOf(moved.to, now)))
    return inTheWay('approval', 'who approves, and how many of them, is otherwise there');
  if (isPast(moved, old.id)) return [];
  if (!isDeepStrictEqual(old.when, now.when) && now.when !== null)
    return inTheWay(code, 'there it is left out under another condition');
  const weaker = ['rejected', 'expired', 'withdrawn'].filter((outcome) => isApproval && goesOn(now, outcome) && !goesOn(old, outcome)); // prettier-ignore
  return weaker.length === 0 ? [] : inTheWay(code, `there the run goes on where it is ${weaker.join(' or ')}`);
}

function sameGate({ verb: old }: Node, { verb: now }: Node): boolean {
  if (old.kind === 'approve') return now.kind === 'approve' && now.approval === old.approval;
  return old.kind === 'decide' && now.kind === 'decide' && now.decision === old.decision;
}

/** What decides an approval, without the words it is asked in. */
function rulesOf({ approvals }: Graph, { verb }: Node): unknown {
  if (verb.kind !== 'approve' || !Object.hasOwn(approvals, verb.approval)) return null;
  const { question: _, email: __, reference: ___, ...rules } = approvals[verb.approval] as ApprovalDefinition;
  return rules;
}

function goesOn(node: Node, outcome: string): boolean {
  const { kind } = reactionTo(node, outcome);
  return kind !== 'end' && kind !== 'undo' && kind !== 'hold';
}

/** Effects to come that something stands before now and would not then. */
function effectsUnguarded(moved: Gated): readonly InTheWay[] {
  const { from, to, map, state } = moved;
  const before = guardsOf(from);
  const after = guardsOf(to);
  // Going back to before a step takes away what it had established.
  const established = new Set(from.workflow.nodes.some(goesBack) ? [] : state?.established);
  const passed = new Set(from.workflow.nodes.flatMap(({ id }) => (isPast(moved, id) ? [id] : [])));
  const guardsNow = (guards: Guards): readonly string[] =>
    [...guards].filter((guard) => !passed.has(guard.split(':', 1)[0] ?? '')).map((guard) => guardNow(guard, map));
  return to.workflow.nodes.flatMap((now): readonly InTheWay[] => {
    if (!acts(now.verb)) return [];
    const counterparts = counterpartsOf(moved, now).filter(({ id }) => !passed.has(id));
    const [first, ...rest] = counterparts.map((old) => ({
      guards: guardsNow(before(old.id)),
      requires: old.requires.filter((token) => !established.has(token)),
    }));
    if (first === undefined) return [];
    const guards = first.guards.filter((guard) => rest.every((other) => other.guards.includes(guard)));
    const requires = first.requires.filter((token) => rest.every((other) => other.requires.includes(token)));
    const held = after(now.id);
    const lost = [
      ...guards.filter((guard) => !held.has(guard)),
      ...requires.filter((token) => !now.requires.includes(token)),
    ];
    const reason = `${lost.map((each) => `\`${each}\``).join(', ')} would not come before it any more`;
    return lost.length === 0 ? [] : [{ node: now.id, code: 'gate', reason }];
  });
}

function guardNow(guard: string, map: Renamed): string {
  const [node = '', ...branch] = guard.split(':');
  return [calledNow(map, node), ...branch].join(':');
}

/** What a step was in the graph the run is on: the step itself, else those that do the same and are not there any more. */
function counterpartsOf({ from, to, map }: Gated, now: Node): readonly Node[] {
  const same = from.workflow.nodes.find(({ id }) => calledNow(map, id) === now.id);
  if (same !== undefined) return [same];
  const there = indexOf(to).nodes;
  return from.workflow.nodes.filter(
    (old) => !there.has(calledNow(map, old.id)) && old.verb.kind === now.verb.kind && doesTheSame(old.verb, now.verb),
  );
}

function doesTheSame(old: Verb, now: Verb): boolean {
  if (old.kind === 'do') return now.kind === 'do' && now.action === old.action;
  if (old.kind === 'run') return now.kind === 'run' && now.workflow === old.workflow;
  return true;
}

/** The gates inside the items of an `each` that is still to come. Items that have begun are runs of their own. */
function bodiesInTheWay(moved: Gated): readonly InTheWay[] {
  const there = indexOf(moved.to).nodes;
  return moved.from.workflow.nodes.flatMap((old) => {
    const now = there.get(calledNow(moved.map, old.id));
    if (old.verb.kind !== 'each' || now?.verb.kind !== 'each') return [];
    if (['finished', 'skipped'].includes(stateOf(moved, old.id).status)) return [];
    return gatesInTheWay({ ...moved, from: bodyOf(moved.from, old.verb), to: bodyOf(moved.to, now.verb), state: null });
  });
}

const bodyOf = (graph: Graph, { nodes }: Extract<Verb, { kind: 'each' }>): Graph => ({
  ...graph,
  workflow: { ...graph.workflow, nodes },
});
