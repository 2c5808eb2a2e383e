import type { JsonObject } from '@deskbook/policies';
import type { Cause, Confinement, Inheritance } from '../../kernel/entry.ts';
import { isInFinally } from '../../kernel/finishing.ts';
import { approvalsGiven } from '../../kernel/gate.ts';
import type { Graph } from '../../kernel/graph.ts';
import type { RunState } from '../../kernel/run-state.ts';
import { effectsLeft } from '../effect-gate.ts';
import { ticketStream } from '../entry-body.ts';
import { graphOf } from '../graph-of.ts';
import type { ExecutionHost } from '../host.ts';
import { loadRun } from '../load-run.ts';
import type { Running, TakeRun } from '../running.ts';
import { factsIn, resolveValues } from '../resolve-values.ts';
import { stepsOf, ticketOf } from '../run-facts.ts';
import { sessionEffects } from '../session-effects.ts';
import { draftStart, type RunStart } from '../start-run.ts';
import { tellTicket } from '../tell-ticket.ts';
import { answer, blocked, factsFor, isAsked, lacking, visitOf, type NodeWork } from '../work.ts';

/** Starts a child run: its beginning and its parent's knowledge of it are one commit. */
export async function spawn(work: NodeWork<'spawn'>): Promise<void> {
  const start = await childOf(work);
  if (start === null) return;
  const { host, running, command } = work;
  if (graphOf(start.bundle, start.workflow) === null) {
    await blocked(work, 'missing', `there is no workflow ${start.workflow}`);
    return;
  }
  if (isTooDeep(host, running.run)) {
    await blocked(work, 'invalid', `runs stand more than ${mostLevels} deep in one another`);
    return;
  }
  for (let tried = 0; tried < tries; tried += 1) {
    const begun = await running.commit((state) => {
      // What the child may do is worked out with the run as it is right then: two children cannot be given the same last effect.
      const now = { confine: confineOf(work, state), inherited: inheritanceOf(running.graph, state) };
      const draft = draftStart({ ...start, ...now }, host.clock.now());
      if (draft === null || !isAsked(work, state.outstanding)) return null;
      const { run, commit } = draft;
      const known = ticketStream(ticketOf(state) ?? '');
      const beside = host.store.run(run) === null ? [commit, tellTicket(host, draft, known)] : [];
      return { entries: [{ type: 'child.started', run, key: command.key, ...visitOf(work) }], beside };
    });
    if (begun || running.isMoved() || !isAsked(work, running.state().outstanding)) return;
  }
  await blocked(work, 'unavailable', 'so much is told of its ticket just now');
}

/** How often a child is begun again because something was told of its ticket just then. */
const tries = 20;

/** How deep runs may stand in one another: one that starts itself, whatever its conditions say, comes to an end. */
const mostLevels = 16;

function isTooDeep({ store }: Pick<ExecutionHost, 'store'>, run: string): boolean {
  let level = 1;
  for (let at = store.run(run)?.parent ?? null; at !== null && level <= mostLevels; level += 1) {
    at = store.run(at)?.parent ?? null;
  }
  return level >= mostLevels;
}

async function childOf(work: NodeWork<'spawn'>): Promise<RunStart | null> {
  const { node, running, command } = work;
  const state = running.state();
  const { verb } = node;
  const common = {
    bundle: running.bundle,
    requester: state.requester,
    priority: state.priority,
    cause: causeOf(work, state),
    classification: state.classification,
  };
  if (verb.kind === 'each') {
    const value = state.nodes[node.id]?.children.find(({ key }) => key === command.key)?.value ?? null;
    const facts = { ...state.facts, steps: stepsOf(state), item: value, [verb.as]: value };
    return { ...common, workflow: `${running.graph.workflow.id}/${node.id}`, input: state.input, facts };
  }
  if (verb.kind !== 'run') return null;
  const gathered = await factsFor(work, Object.values(verb.with).flatMap(factsIn));
  const fields = running.bundle.workflows[verb.workflow]?.input ?? {};
  const input = resolveValues(verb.with, gathered.facts, fields);
  if (!input.ok) {
    await lacking(work, input.missing, gathered);
    return null;
  }
  const { steps: _, item: __, ...facts } = state.facts;
  return { ...common, workflow: verb.workflow, input: input.value, facts };
}

/** What made the child: this step, this item of it, and which time round. */
function causeOf({ command, running }: NodeWork<'spawn'>, { cause }: RunState): Cause {
  const visit = command.visit === 0 ? '' : `#${command.visit}`;
  const round = command.round === 0 ? '' : `~${command.round}`;
  const hops = cause === null || cause.kind === 'person' ? 0 : cause.hops;
  return { kind: 'run', run: running.run, node: command.node, key: `${command.key}${visit}${round}`, hops };
}

/** A part of a confined run is confined, and can do no more than is left of what the whole may do. */
function confineOf({ node, running, host }: NodeWork<'spawn'>, state: RunState): Confinement | null {
  const { confine } = state;
  if (confine === null || confine.atMost === null) return confine;
  const left = Math.max(0, effectsLeft(running.graph, state) - sessionEffects(host.store, running.graph, state));
  return { ...confine, atMost: node.verb.kind === 'run' ? left : Math.min(1, left) };
}

function inheritanceOf(graph: Graph, state: RunState): Inheritance {
  const { established, duties, gates } = state;
  return { established, duties, gates, approvals: approvalsGiven(graph, state) };
}

/** Looks whether a child has ended, and says so to its parent. */
export async function awaitChild(work: NodeWork<'await'>): Promise<void> {
  const { host, command } = work;
  if (host.store.run(command.task)?.status !== 'ended') return;
  const child = loadRun(host, command.task);
  if (child === null) return;
  const { state } = child;
  const end = state.end ?? 'failed';
  const key = work.running.state().nodes[command.node]?.children.find(({ run }) => run === command.task)?.key ?? '';
  const data: JsonObject = { run: command.task, end, established: state.established, steps: stepsOf(state) };
  const { duties } = state;
  await answer(work, { type: 'child.ended', run: command.task, key, end, data, duties, ...visitOf(work) });
}

/**
 * Stops a child run: one that is open is cancelled, one that has ended is undone if there is anything to take back. Answered once
 * it has ended so; until then its end is waited for.
 */
export async function unwindChild(work: NodeWork<'unwind'>, take: TakeRun): Promise<void> {
  const { run } = work.command;
  const child = take(run);
  if (child === null) return unwound(work);
  child.refresh();
  const { status, ending } = child.state();
  const reason = `its run ${work.running.run} was stopped`;
  if (status === 'running' && ending?.undo !== true) {
    await child.commit(() => ({ entries: [{ type: 'run.cancelled', by: null, reason }] }));
  } else if (status === 'ended' && hasToUndo(child)) {
    await child.commit(() => ({ entries: [{ type: 'undo.requested', by: null, reason, parent: true }] }));
  } else if (status === 'ended') await unwound(work);
}

async function unwound(work: NodeWork<'unwind'>): Promise<void> {
  await answer(work, { type: 'child.unwound', run: work.command.run, ...visitOf(work) });
}

/** Whether a run that has ended did anything that can be taken back and was not tried to be, itself or in its own children. */
function hasToUndo(child: Running): boolean {
  const { effects, begun, end } = child.state();
  if (end === 'undone' || end === 'cancelled') return false;
  const isUndone = ({ node }: { readonly node: string }): boolean => !isInFinally(child.graph, node);
  return (
    begun.some(isUndone) ||
    effects
      .filter(isUndone)
      .some(({ undone, action }) => undone === 'no' && (child.graph.actions[action]?.undo ?? null) !== null)
  );
}
