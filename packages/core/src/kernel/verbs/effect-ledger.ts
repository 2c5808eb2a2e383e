import type { Node } from '@deskbook/dsl/bundle';
import type { JsonObject } from '@deskbook/policies';
import { nodeState, setState, type Draft } from '../draft.ts';
import { effectKeyIn } from '../effect-key.ts';
import { drained } from '../ending.ts';
import type { Visit } from '../entry.ts';
import { conclude } from '../react.ts';
import type { PendingEffect } from '../run-state.ts';
import { contractOf, type Do } from './attempt-effect.ts';

/** The effect of one visit of a step that the world was asked for and that has no end yet. */
export function pendingAt(draft: Draft, { node, visit }: Visit): PendingEffect | null {
  const key = effectKeyIn(draft.state, node, visit);
  return (Object.hasOwn(draft.state.pending, key) ? draft.state.pending[key] : null) ?? null;
}

/** Takes an effect off the list of those in flight; its input. */
export function clearPending(draft: Draft, { node, visit }: Visit): JsonObject {
  const { [effectKeyIn(draft.state, node, visit)]: found, ...pending } = draft.state.pending;
  setState(draft, { pending });
  return found?.input ?? {};
}

/** The effect happened: it goes on the ledger of what was done, and the step goes on if the run still stands there. */
export function happened(draft: Draft, node: Node, verb: Do, at: Visit, output: JsonObject): void {
  const input = clearPending(draft, at);
  if (contractOf(draft, verb)?.effect !== 'read') {
    const key = effectKeyIn(draft.state, at.node, at.visit);
    const done = { node: at.node, visit: at.visit, action: verb.action, key, at: draft.at, input, output };
    const ledger = { ...done, undone: 'no', undoAttempt: 0, undoBase: 0, task: null } as const;
    // A run that goes on for a year has many: a list that is spread is copied twice, and with room for more.
    setState(draft, { effects: draft.state.effects.concat([ledger]) });
  }
  if (nodeState(draft, node.id).visit === at.visit) conclude(draft, node, 'done', output);
  if (draft.state.ending !== null) drained(draft);
}

/** The effect did not happen: the step comes to this outcome if the run still stands there. */
export function didNotHappen(
  draft: Draft,
  node: Node,
  at: Visit,
  outcome: { readonly name: string; readonly error: string; readonly message: string },
): void {
  clearPending(draft, at);
  const { name, error, message } = outcome;
  if (nodeState(draft, node.id).visit === at.visit)
    conclude(draft, node, name, { error, message }, `${name}: ${error}`);
  if (draft.state.ending !== null) drained(draft);
}
