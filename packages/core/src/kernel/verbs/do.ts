import type { ActionContract, Node, Verb } from '@deskbook/dsl/bundle';
import type { JsonObject } from '@deskbook/policies';
import { answered, command, keyOf, nodeState, setNode, setState, type Draft } from '../draft.ts';
import { effectKey } from '../effect-key.ts';
import { drained } from '../ending.ts';
import type { EffectEntry, Entry } from '../entry.ts';
import { ofTimer, ofType } from '../fits.ts';
import { hold } from '../hold.ts';
import { conclude } from '../react.ts';
import { mayRetry, retryDelay } from '../retry-delay.ts';

type Do = Extract<Verb, { kind: 'do' }>;
type At<Type extends EffectEntry['type']> = Extract<Entry, { readonly type: Type }>;

/** Prepares and performs an action. */
export function beginDo(draft: Draft, node: Node): void {
  const { visit, attempt } = nodeState(draft, node.id);
  setNode(draft, node.id, { attempt: attempt + 1, held: null });
  const key = keyOf(draft, node);
  command(draft, { type: 'attempt', attempt: attempt + 1, key, undo: false, node: node.id, visit });
}

function contractOf(draft: Draft, verb: Do): ActionContract | null {
  return (Object.hasOwn(draft.graph.actions, verb.action) ? draft.graph.actions[verb.action] : null) ?? null;
}

/** Takes what became of an attempt. False: it answers nothing that is outstanding. */
export function takeDo(draft: Draft, node: Node, verb: Do, entry: Entry): boolean {
  switch (entry.type) {
    case 'permission.decided':
      return permissionDecided(draft, node, verb, entry);
    case 'effect.requested':
      return effectRequested(draft, entry);
    case 'effect.done':
      if (answered(draft, ofType('attempt', entry)) === null) return false;
      happened(draft, node, verb, entry, entry.output);
      return true;
    case 'effect.failed':
      if (answered(draft, ofType('attempt', entry)) === null) return false;
      failed(draft, node, verb, entry, entry.error);
      return true;
    case 'effect.refused':
      if (answered(draft, ofType('attempt', entry)) === null) return false;
      failed(draft, node, verb, entry, entry.reason);
      return true;
    case 'effect.unknown':
      if (answered(draft, ofType('attempt', entry)) === null) return false;
      unknown(draft, node, verb, entry);
      return true;
    case 'effect.checked':
      if (answered(draft, ofType('check', entry)) === null) return false;
      checked(draft, node, verb, entry);
      return true;
    case 'timer.fired':
      if (entry.timer !== 'retry' || answered(draft, ofTimer('sleep', entry, 'retry')) === null) return false;
      beginDo(draft, node);
      return true;
    default:
      return false;
  }
}

function permissionDecided(draft: Draft, node: Node, verb: Do, entry: At<'permission.decided'>): boolean {
  const { permission } = entry;
  if (permission.allowed) return draft.outstanding.some(ofType('attempt', entry));
  if (answered(draft, ofType('attempt', entry)) === null) return false;
  const decisions = [permission.actor.decision, permission.asker?.decision ?? permission.actor.decision];
  const reason = decisions.find((decision) => !decision.allowed)?.reason ?? 'outside';
  if (reason === 'unavailable' && pauseAndRetry(draft, node, verb, 'unavailable')) return true;
  clearPending(draft, entry.node, entry.visit);
  conclude(draft, node, 'denied', { error: reason }, `denied: ${reason}`);
  if (draft.state.ending !== null) drained(draft);
  return true;
}

function effectRequested(draft: Draft, entry: At<'effect.requested'>): boolean {
  if (!draft.outstanding.some(ofType('attempt', entry))) return false;
  const { node, visit, attempt, action, input } = entry;
  const pending = { node, visit, attempt, action, input, unknown: false, undo: false };
  setState(draft, { pending: { ...draft.state.pending, [entry.key]: pending } });
  return true;
}

/** Takes an effect off the list of those in flight. */
export function clearPending(draft: Draft, id: string, visit: number): JsonObject {
  const key = effectKey(draft.state.run, id, visit);
  const { [key]: found, ...pending } = draft.state.pending;
  setState(draft, { pending });
  return found?.input ?? {};
}

/** The effect happened: it goes on the ledger of what was done, and the step goes on if the run still stands there. */
export function happened(
  draft: Draft,
  node: Node,
  verb: Do,
  at: { readonly node: string; readonly visit: number },
  output: JsonObject,
): void {
  const input = clearPending(draft, at.node, at.visit);
  if (contractOf(draft, verb)?.effect !== 'read') {
    const key = effectKey(draft.state.run, at.node, at.visit);
    const { action } = verb;
    const done = { node: at.node, visit: at.visit, action, key, at: draft.at, input, output };
    const ledger = { ...done, undone: 'no', undoAttempt: 0, undoBase: 0, task: null } as const;
    setState(draft, { effects: [...draft.state.effects, ledger] });
  }
  if (nodeState(draft, node.id).visit === at.visit) conclude(draft, node, 'done', output);
  if (draft.state.ending !== null) drained(draft);
}

function failed(
  draft: Draft,
  node: Node,
  verb: Do,
  entry: At<'effect.failed' | 'effect.refused'>,
  error: string,
): void {
  clearPending(draft, entry.node, entry.visit);
  if (nodeState(draft, node.id).visit === entry.visit && !pauseAndRetry(draft, node, verb, error)) {
    const outcome = entry.type === 'effect.failed' ? 'failed' : 'refused';
    const message = entry.type === 'effect.failed' ? entry.message : entry.missing.join(', ');
    conclude(draft, node, outcome, { error, message }, `${outcome}: ${error}`);
  }
  if (draft.state.ending !== null) drained(draft);
}

/** Waits and tries again, if the contract's policy has another attempt for this class of error. False: it has not. */
function pauseAndRetry(draft: Draft, node: Node, verb: Do, error: string): boolean {
  const policy = contractOf(draft, verb)?.retry ?? null;
  const { attempt, base, visit } = nodeState(draft, node.id);
  if (draft.state.ending !== null || policy === null || !policy.errors.includes(error)) return false;
  if (!mayRetry(policy, attempt - base)) return false;
  const milliseconds = retryDelay(policy, keyOf(draft, node), attempt - base);
  command(draft, { type: 'schedule', timer: 'retry', after: { milliseconds }, node: node.id, visit });
  return true;
}

/** Nobody knows whether it happened: repeat where that does no harm, else let the contract's check look, else ask a person. */
function unknown(draft: Draft, node: Node, verb: Do, entry: At<'effect.unknown'>): void {
  const state = nodeState(draft, node.id);
  if (state.visit !== entry.visit) {
    clearPending(draft, entry.node, entry.visit);
    if (draft.state.ending !== null) drained(draft);
    return;
  }
  const contract = contractOf(draft, verb);
  const key = keyOf(draft, node);
  const pending = draft.state.pending[key];
  if (pending !== undefined) {
    setState(draft, { pending: { ...draft.state.pending, [key]: { ...pending, unknown: true } } });
  }
  const repeatable = contract !== null && (contract.effect === 'read' || contract.idempotent !== 'never');
  const tried = state.attempt - state.base;
  if (repeatable && mayRetry(contract.retry, tried)) {
    const after = { milliseconds: retryDelay(contract.retry, key, tried) };
    command(draft, { type: 'schedule', timer: 'retry', after, node: node.id, visit: state.visit });
  } else if (!repeatable && contract !== null && contract.check !== null) {
    command(draft, { type: 'check', attempt: entry.attempt, key, node: node.id, visit: state.visit });
  } else {
    hold(draft, node, { phase: 'verb', reason: 'unknown: nobody knows whether it happened' });
  }
}

function checked(draft: Draft, node: Node, verb: Do, entry: At<'effect.checked'>): void {
  if (entry.happened === null) {
    hold(draft, node, { phase: 'verb', reason: 'unknown: the check could not tell whether it happened' });
    return;
  }
  if (entry.happened) {
    happened(draft, node, verb, entry, entry.output);
    return;
  }
  clearPending(draft, entry.node, entry.visit);
  const { attempt, base } = nodeState(draft, node.id);
  if (draft.state.ending === null && mayRetry(contractOf(draft, verb)?.retry ?? null, attempt - base))
    beginDo(draft, node);
  else conclude(draft, node, 'failed', { error: 'did_not_happen' }, 'failed: it did not happen');
  if (draft.state.ending !== null) drained(draft);
}
