import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '@deskbook/policies';
import type { ActionContract, Values } from '@deskbook/dsl/bundle';
import { sameValue } from '@deskbook/policies/conditions';
import type { EntryBody, Permission } from '../../kernel/entry.ts';
import type { RunState } from '../../kernel/run-state.ts';
import type { PerformResult } from '../../ports/perform.ts';
import { askPermission } from '../ask-permission.ts';
import { gateRefusal, isGated, isWithinLimit } from '../effect-gate.ts';
import { performAction } from '../perform-action.ts';
import { prepareAction } from '../prepare-action.ts';
import { mayTouch } from '../may-touch.ts';
import { changedRequest } from '../changed-request.ts';
import { maskSecrets } from '../secret-fields.ts';
import { sessionEffects } from '../session-effects.ts';
import { standsStill } from '../stands-still.ts';
import { voidApproval } from '../void-approval.ts';
import { answer, isAsked, visitOf, type NodeWork } from '../work.ts';

type Attempt = NodeWork<'attempt'>;

/** An action to attempt: what it is called, what its input is made of, and what its values may read besides the run's facts. */
interface Wanted {
  readonly contract: ActionContract;
  readonly values: Values;
  readonly extra: JsonObject;
}

/**
 * Attempts an effect: works out its input and asks permission with the facts of this moment, records both in one commit, and only
 * then performs it. Found requested by a process that is gone, its outcome is unknown.
 */
export async function attempt(work: Attempt): Promise<void> {
  const { command, running } = work;
  const pending = running.state().pending[command.key];
  const at = { attempt: command.attempt, ...visitOf(work) };
  if (pending !== undefined && pending.attempt === command.attempt && !pending.unknown) {
    await answer(work, { type: 'effect.unknown', message: 'the desk stopped before the answer came', ...at });
    return;
  }
  const wanted = wantedOf(work);
  if (wanted === null) {
    await answer(work, { type: 'effect.refused', reason: 'no_action', missing: [], ...at });
    return;
  }
  const input = await request(work, wanted);
  if (input === null) return;
  const result = await performAction(work.host, wanted.contract, input, command.key, recordsProgress(work));
  await running.commit(() => ({ entries: [entryFor(work, wanted.contract, result)] }));
  if (result.late !== null) void takeLate(work, wanted.contract, result.late);
}

/** How far apart what is recorded of one attempt lies at least, in milliseconds. */
const sparsely = 60_000;

/** Records how far a long action has come: what is new, and not all the time. That it goes on at all is not recorded. */
function recordsProgress(work: Attempt): (note: string | null) => void {
  const { clock } = work.host;
  let recorded: { readonly at: number; readonly note: string } | null = null;
  return (note) => {
    const at = Date.parse(clock.now());
    if (note === null || work.command.undo || note === recorded?.note) return;
    if (recorded !== null && at < recorded.at + sparsely) return;
    recorded = { at, note };
    const entry: EntryBody = { type: 'effect.progressed', attempt: work.command.attempt, note, ...visitOf(work) };
    // Nothing rests on it: a store that is closed by then is no fault.
    void work.running.commit(() => ({ entries: [entry] })).catch(() => false);
  };
}

/** An answer that came after its deadline: if it was done after all, and nobody knows that yet, now it is known. */
async function takeLate(work: Attempt, contract: ActionContract, late: Promise<PerformResult>): Promise<void> {
  const answer = await late;
  if (answer.status !== 'done' || work.command.undo) return;
  const entries = [entryFor(work, contract, answer)];
  // The store may have been closed by then: the effect stays one that nobody knows about.
  await work.running.commit(() => ({ entries })).catch(() => false);
}

/** Which action an attempt is of, with what; null: its bundle has none of that name. */
export function wantedOf({ command, node, running }: Attempt): Wanted | null {
  const { actions } = running.graph;
  if (!command.undo) {
    const contract = node.verb.kind === 'do' ? actions[node.verb.action] : undefined;
    return contract === undefined || node.verb.kind !== 'do' ? null : { contract, values: node.verb.with, extra: {} };
  }
  const effect = running.state().effects.find(({ key }) => `${key}/undo` === command.key);
  const undo = effect === undefined ? null : (actions[effect.action]?.undo ?? null);
  const contract = undo === null ? undefined : actions[undo.action];
  if (effect === undefined || undo === null || contract === undefined) return null;
  return { contract, values: undo.with, extra: { input: effect.input, output: effect.output } };
}

/**
 * Records the permission and the request together. null: it may not be performed, which is recorded, or no longer has to be. Where
 * the run has moved on so that the answer could be another, it is asked again.
 */
async function request(work: Attempt, wanted: Wanted): Promise<JsonObject | null> {
  for (;;) {
    const asked = await ask(work, wanted);
    if (asked === null) return null;
    const recorded = await record(work, wanted.contract, asked);
    if (recorded !== 'moved_on') return recorded === 'granted' ? asked.input : null;
  }
}

/** A permission, and what it was asked over. */
interface Asked {
  readonly state: RunState;
  readonly input: JsonObject;
  readonly permission: Permission;
}

/** Works out the input and asks permission, over the facts of this moment. null: it never came to that, which is recorded. */
async function ask(work: Attempt, { contract, values, extra }: Wanted): Promise<Asked | null> {
  const { command, host, running } = work;
  const state = running.state();
  const at = { attempt: command.attempt, ...visitOf(work) };
  const prepared = await prepareAction(work, contract, values, extra);
  const refusal = prepared.ok ? await refusalOf(work, contract, state, prepared.input) : prepared.reason;
  if (refusal !== null && movedOn(state, running.state())) return ask(work, { contract, values, extra });
  if (!prepared.ok || refusal !== null) {
    const { missing = [], system }: { readonly missing?: readonly string[]; readonly system?: string } = prepared.ok
      ? {}
      : prepared;
    const down = system === undefined ? {} : { system };
    await answer(work, { type: 'effect.refused', reason: refusal ?? '', missing, ...down, ...at });
    return null;
  }
  const { input, gathered } = prepared;
  const { graph } = running;
  const question = { state, graph, contract, input, gathered, undo: command.undo };
  const asked = await askPermission(host, question);
  return { state, input, permission: command.undo ? asked : await confined(work, contract, input, asked) };
}

/**
 * Why it may not even be asked for: the request is not let through, what was approved is something else by now, or what nobody
 * knows the outcome of would be repeated as something else. Taking back is always asked for.
 */
async function refusalOf(
  { command, host, running }: Attempt,
  contract: ActionContract,
  state: RunState,
  input: JsonObject,
): Promise<string | null> {
  if (command.undo) return null;
  const before = state.pending[command.key];
  if (
    before !== undefined &&
    contract.effect !== 'read' &&
    !sameValue(before.input, maskSecrets(contract.input, input))
  )
    return 'input_changed';
  const refusal = gateRefusal(running.graph, state, contract);
  if (refusal !== null || !isGated(contract)) return refusal;
  const run = { bundle: running.bundle, graph: running.graph, state };
  return (await changedRequest(host, run)) ?? voidApproval(host, run);
}

/** What came of recording a permission: with the request, without it, or nothing because it has to be asked again. */
type Recorded = 'granted' | 'not_granted' | 'moved_on';

async function record(
  work: Attempt,
  contract: ActionContract,
  { state: before, input, permission }: Asked,
): Promise<Recorded> {
  const { command, host, running } = work;
  const at = { attempt: command.attempt, ...visitOf(work) };
  const { key } = command;
  let came: Recorded = 'not_granted';
  const committed = await running.commit((state) => {
    // Whoever has recorded this attempt first performs it.
    const taken = state.pending[key]?.attempt === command.attempt;
    if (taken || !isAsked(work, state.outstanding) || standsStill(host.store, state)) return null;
    came = movedOn(before, state) ? 'moved_on' : 'not_granted';
    if (came === 'moved_on') return null;
    const decided = withinLimit(work, state, contract, permission);
    const permitted: EntryBody = { type: 'permission.decided', permission: decided, ...at };
    if (!decided.allowed) return { entries: [permitted] };
    came = 'granted';
    const recorded = maskSecrets(contract.input, input);
    return { entries: [permitted, { type: 'effect.requested', key, action: contract.id, input: recorded, ...at }] };
  });
  return committed || (came as Recorded) === 'moved_on' ? came : 'not_granted';
}

/** Whether a branch beside this one has changed what permission rests on: decisions, approvals, duties, what is established. */
function movedOn(before: RunState, now: RunState): boolean {
  if (before === now) return false;
  const outcomes = ({ nodes }: RunState) => Object.values(nodes).map(({ outcome }) => outcome);
  return (
    !isDeepStrictEqual(before.gates, now.gates) ||
    !isDeepStrictEqual(before.duties, now.duties) ||
    !isDeepStrictEqual(before.established, now.established) ||
    !isDeepStrictEqual(outcomes(before), outcomes(now))
  );
}

/** What a self-service offer lets its run touch: the resource has to be one of those. */
async function confined(
  work: Attempt,
  contract: ActionContract,
  input: JsonObject,
  permission: Permission,
): Promise<Permission> {
  const { host, running } = work;
  if (!permission.allowed || contract.effect === 'read') return permission;
  const run = { bundle: running.bundle, state: running.state() };
  const may = await mayTouch(host, run, permission.resource, input);
  return may ? permission : { ...permission, allowed: false, confinement: 'outside' };
}

/**
 * How often is counted with the run as it is at the commit: two branches cannot both have the last effect. One that is repeated because
 * nobody knows its outcome is the same effect.
 */
function withinLimit(
  { command, host, running }: Attempt,
  state: RunState,
  contract: ActionContract,
  permission: Permission,
): Permission {
  const { [command.key]: _, ...pending } = state.pending;
  const { graph } = running;
  const used = sessionEffects(host.store, graph, state);
  const fits = command.undo || isWithinLimit(graph, { ...state, pending }, contract, used);
  return fits ? permission : { ...permission, allowed: false, confinement: 'outside' };
}

function entryFor(work: Attempt, contract: ActionContract, result: PerformResult): EntryBody {
  const at = { attempt: work.command.attempt, ...visitOf(work) };
  switch (result.status) {
    case 'done': {
      const output = maskSecrets(contract.output, result.output);
      return { type: work.command.undo ? 'undo.done' : 'effect.done', output, ...at };
    }
    case 'failed': {
      const { error, message } = result;
      return { type: work.command.undo ? 'undo.failed' : 'effect.failed', error, message, ...at };
    }
    case 'unknown':
      return { type: 'effect.unknown', message: result.message, ...at };
  }
}
