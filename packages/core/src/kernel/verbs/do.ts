import type { Node } from '@deskbook/dsl/bundle';
import { answered, nodeState, setState, type Draft } from '../draft.ts';
import type { EffectEntry, Entry, Visit } from '../entry.ts';
import { ofTimer, ofType } from '../fits.ts';
import { hold } from '../hold.ts';
import { attemptEffect, pauseAndRetry, type Do } from './attempt-effect.ts';
import { clearPending, didNotHappen, happened, pendingAt } from './effect-ledger.ts';
import { checkedEffect, unknownEffect } from './unknown-effect.ts';

type At<Type extends EffectEntry['type']> = Extract<Entry, { readonly type: Type }>;

/** Takes what became of an attempt. False: it answers nothing that is outstanding. */
export function takeDo(draft: Draft, node: Node, verb: Do, entry: Entry): boolean {
  switch (entry.type) {
    case 'permission.decided':
      return permissionDecided(draft, node, verb, entry);
    case 'effect.requested':
      return effectRequested(draft, entry);
    case 'effect.done':
      return effectDone(draft, node, verb, entry);
    case 'effect.failed': {
      const { error, message } = entry;
      return comesBack(draft, entry, () => failed(draft, node, verb, entry, { name: 'failed', error, message }));
    }
    case 'effect.refused':
      return ends(draft, entry, () => refused(draft, node, verb, entry));
    case 'effect.progressed':
      return progressed(draft, entry);
    case 'effect.unknown':
      return comesBack(draft, entry, () => unknownEffect(draft, node, verb, entry));
    case 'effect.checked':
      if (answered(draft, ofType('check', entry)) === null) return false;
      checkedEffect(draft, node, verb, entry);
      return true;
    case 'timer.fired':
      if (entry.timer !== 'retry' || answered(draft, ofTimer('sleep', entry, 'retry')) === null) return false;
      attemptEffect(draft, node);
      return true;
    default:
      return false;
  }
}

/** An attempt that the world was asked for has come to an end. One that was never recorded as asked for cannot. */
function comesBack(draft: Draft, at: Visit & { readonly attempt: number }, follow: () => void): boolean {
  return pendingAt(draft, at)?.attempt === at.attempt && ends(draft, at, follow);
}

/** An attempt is over: it is answered, and what follows from it happens. */
function ends(draft: Draft, at: Visit, follow: () => void): boolean {
  if (answered(draft, ofType('attempt', at)) === null) return false;
  follow();
  return true;
}

/** Done, in answer to the attempt or long after it was given up: what nobody knew is known then. */
function effectDone(draft: Draft, node: Node, verb: Do, entry: At<'effect.done'>): boolean {
  const pending = pendingAt(draft, entry);
  if (pending === null || pending.attempt !== entry.attempt) return false;
  if (answered(draft, ofType('attempt', entry)) === null && !pending.unknown) return false;
  happened(draft, node, verb, entry, entry.output);
  return true;
}

function effectRequested(draft: Draft, entry: At<'effect.requested'>): boolean {
  if (!draft.outstanding.some(ofType('attempt', entry))) return false;
  const { node, visit, attempt, action, input } = entry;
  const pending = { node, visit, attempt, action, input, unknown: false, undo: false };
  setState(draft, { pending: { ...draft.state.pending, [entry.key]: pending } });
  return true;
}

/** It changes nothing but what is known of it. */
function progressed(draft: Draft, { node, visit, attempt, note, at }: At<'effect.progressed'>): boolean {
  const pending = pendingAt(draft, { node, visit });
  if (pending === null || pending.attempt !== attempt || pending.unknown) return false;
  const entries = Object.entries(draft.state.pending).map(
    ([key, effect]) => [key, effect === pending ? { ...effect, progress: { at, note } } : effect] as const,
  );
  setState(draft, { pending: Object.fromEntries(entries) });
  return true;
}

function permissionDecided(draft: Draft, node: Node, verb: Do, entry: At<'permission.decided'>): boolean {
  const { allowed, actor, asker } = entry.permission;
  if (allowed) return draft.outstanding.some(ofType('attempt', entry));
  const decisions = [actor.decision, ...(asker === null ? [] : [asker.decision])];
  const error = decisions.find((decision) => !decision.allowed)?.reason ?? 'outside';
  return ends(draft, entry, () => notAsked(draft, node, verb, entry, { name: 'denied', error, message: '' }));
}

function refused(draft: Draft, node: Node, verb: Do, entry: At<'effect.refused'>): void {
  const message = entry.missing.join(', ');
  notAsked(draft, node, verb, entry, { name: 'refused', error: entry.reason, message });
}

/** What an attempt that did not come off comes to. */
interface Failure {
  readonly name: 'failed' | 'refused' | 'denied';
  readonly error: string;
  readonly message: string;
}

/** The world was not asked this time. If it was before, and nobody knows how that went, still nobody knows. */
function notAsked(draft: Draft, node: Node, verb: Do, at: Visit, failure: Failure): void {
  const unknown = pendingAt(draft, at)?.unknown === true;
  if (unknown && nodeState(draft, node.id).visit === at.visit && !pauseAndRetry(draft, node, verb, failure.error)) {
    hold(draft, node, { phase: 'verb', reason: `unknown, and not repeated: ${failure.name}: ${failure.error}` });
  } else if (!unknown) failed(draft, node, verb, at, failure);
}

function failed(draft: Draft, node: Node, verb: Do, at: Visit, failure: Failure): void {
  const here = nodeState(draft, node.id).visit === at.visit;
  const again = here && pauseAndRetry(draft, node, verb, failure.error);
  if (again) clearPending(draft, at);
  else didNotHappen(draft, node, at, failure);
}
