import type { ActionContract, Node, Verb } from '@deskbook/dsl/bundle';
import { command, keyOf, nodeState, setNode, type Draft } from '../draft.ts';
import { mayRetry, retryDelay } from '../retry-delay.ts';

/** A step that performs an action. */
export type Do = Extract<Verb, { kind: 'do' }>;

/** The contract of a step's action; null: there is none, and so nothing can be promised about it. */
export function contractOf(draft: Draft, verb: Do): ActionContract | null {
  return (Object.hasOwn(draft.graph.actions, verb.action) ? draft.graph.actions[verb.action] : null) ?? null;
}

/** Attempts the effect of a step, for the first time or again. */
export function attemptEffect(draft: Draft, node: Node): void {
  const { visit, attempt } = nodeState(draft, node.id);
  setNode(draft, node.id, { attempt: attempt + 1, held: null });
  const key = keyOf(draft, node);
  command(draft, { type: 'attempt', attempt: attempt + 1, key, undo: false, node: node.id, visit });
}

/** Waits and tries again, if the contract's policy has another attempt for this class of error. False: it has not. */
export function pauseAndRetry(draft: Draft, node: Node, verb: Do, error: string): boolean {
  const policy = contractOf(draft, verb)?.retry ?? null;
  const { attempt, base, visit } = nodeState(draft, node.id);
  if (draft.state.ending !== null || policy === null || !policy.errors.includes(error)) return false;
  if (!mayRetry(policy, attempt - base)) return false;
  const milliseconds = retryDelay(policy, keyOf(draft, node), attempt - base);
  command(draft, { type: 'schedule', timer: 'retry', after: { milliseconds }, node: node.id, visit });
  return true;
}
