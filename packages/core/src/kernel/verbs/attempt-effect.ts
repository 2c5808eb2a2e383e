import type { ActionContract, Node, RetryPolicy, Verb } from '@deskbook/dsl/bundle';
import { command, keyOf, nodeState, setNode, type Draft } from '../draft.ts';
import { isWithin, mayRetry, retryDelay } from '../retry-delay.ts';

/** A step that performs an action. */
export type Do = Extract<Verb, { kind: 'do' }>;

/** The contract of a step's action; null: there is none, and so nothing can be promised about it. */
export function contractOf(draft: Draft, verb: Do): ActionContract | null {
  return (Object.hasOwn(draft.graph.actions, verb.action) ? draft.graph.actions[verb.action] : null) ?? null;
}

/** Attempts the effect of a step, for the first time or again. */
export function attemptEffect(draft: Draft, node: Node): void {
  const { visit, attempt, base, since } = nodeState(draft, node.id);
  const first = since === undefined || attempt === base ? draft.at : since;
  setNode(draft, node.id, { attempt: attempt + 1, held: null, since: first });
  const key = keyOf(draft, node);
  command(draft, { type: 'attempt', attempt: attempt + 1, key, undo: false, node: node.id, visit });
}

/** How long to wait before the next attempt, in milliseconds; null: there is none, because there were enough or it would begin too late. */
export function pauseBefore(draft: Draft, node: Node, policy: RetryPolicy | null): number | null {
  const { attempt, base } = nodeState(draft, node.id);
  if (!mayRetry(policy, attempt - base)) return null;
  const pause = retryDelay(policy, keyOf(draft, node), attempt - base);
  return isInTime(draft, node, policy, pause) ? pause : null;
}

/** Whether an attempt after a pause would begin as soon as the policy asks for. */
export function isInTime(draft: Draft, node: Node, policy: RetryPolicy | null, pause: number): boolean {
  const { since = draft.at } = nodeState(draft, node.id);
  return isWithin(policy, Date.parse(draft.at) + pause - Date.parse(since));
}

/** Waits and tries again, if the contract's policy has another attempt for this class of error. False: it has not. */
export function pauseAndRetry(draft: Draft, node: Node, verb: Do, error: string): boolean {
  const policy = contractOf(draft, verb)?.retry ?? null;
  const { visit } = nodeState(draft, node.id);
  if (draft.state.ending !== null || policy === null || !policy.errors.includes(error)) return false;
  const milliseconds = pauseBefore(draft, node, policy);
  if (milliseconds === null) return false;
  command(draft, { type: 'schedule', timer: 'retry', after: { milliseconds }, node: node.id, visit });
  return true;
}
