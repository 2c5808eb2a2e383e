import type { Node } from '@deskbook/dsl/bundle';
import { command, keyOf, nodeState, setState, type Draft } from '../draft.ts';
import { drained } from '../ending.ts';
import type { Entry, Visit } from '../entry.ts';
import { hold } from '../hold.ts';
import { mayRetry } from '../retry-delay.ts';
import { attemptEffect, contractOf, type Do, isInTime, pauseBefore } from './attempt-effect.ts';
import { clearPending, didNotHappen, happened, pendingAt } from './effect-ledger.ts';

/** Nobody knows whether it happened: repeat where that does no harm, else let the contract's check look, else ask a person. */
export function unknownEffect(
  draft: Draft,
  node: Node,
  verb: Do,
  entry: Extract<Entry, { type: 'effect.unknown' }>,
): void {
  const { visit } = nodeState(draft, node.id);
  if (visit !== entry.visit) return forget(draft, entry);
  markUnknown(draft, entry);
  const contract = contractOf(draft, verb);
  const key = keyOf(draft, node);
  const repeatable = contract !== null && (contract.effect === 'read' || contract.idempotent !== 'never');
  const pause = repeatable ? pauseBefore(draft, node, contract.retry) : null;
  if (pause !== null) {
    const after = { milliseconds: pause };
    command(draft, { type: 'schedule', timer: 'retry', after, node: node.id, visit });
  } else if (!repeatable && contract !== null && contract.check !== null) {
    command(draft, { type: 'check', attempt: entry.attempt, key, node: node.id, visit });
  } else {
    hold(draft, node, { phase: 'verb', reason: 'unknown: nobody knows whether it happened' });
  }
}

/** The run has gone back to before the step: what became of its earlier visit stands in the journal, and leads nowhere. */
function forget(draft: Draft, at: Visit): void {
  clearPending(draft, at);
  if (draft.state.ending !== null) drained(draft);
}

function markUnknown(draft: Draft, at: Visit): void {
  const pending = pendingAt(draft, at);
  if (pending === null) return;
  const entries = Object.entries(draft.state.pending).map(
    ([key, effect]) => [key, effect === pending ? { ...effect, unknown: true } : effect] as const,
  );
  setState(draft, { pending: Object.fromEntries(entries) });
}

/** Takes what the contract's check saw. */
export function checkedEffect(
  draft: Draft,
  node: Node,
  verb: Do,
  entry: Extract<Entry, { type: 'effect.checked' }>,
): void {
  if (entry.happened === true) return happened(draft, node, verb, entry, entry.output);
  if (nodeState(draft, node.id).visit !== entry.visit) return forget(draft, entry);
  if (entry.happened === null) {
    hold(draft, node, { phase: 'verb', reason: 'unknown: the check could not tell whether it happened' });
    return;
  }
  const { attempt, base } = nodeState(draft, node.id);
  const policy = contractOf(draft, verb)?.retry ?? null;
  const again = draft.state.ending === null && mayRetry(policy, attempt - base) && isInTime(draft, node, policy, 0);
  if (!again) {
    didNotHappen(draft, node, entry, { name: 'failed', error: 'did_not_happen', message: 'it did not happen' });
    return;
  }
  clearPending(draft, entry);
  attemptEffect(draft, node);
}
