import type { ActionContract } from '@deskbook/dsl/bundle';
import { answered, command, setNode, setState, type Draft } from './draft.ts';
import type { Entry, Visit } from './entry.ts';
import { finishThenEnd, isInFinally } from './finishing.ts';
import { awaiting } from './fits.ts';
import type { DoneEffect } from './run-state.ts';
import { mayRetry, retryDelay } from './retry-delay.ts';

function contractOf(draft: Draft, action: string): ActionContract | undefined {
  return Object.hasOwn(draft.graph.actions, action) ? draft.graph.actions[action] : undefined;
}

/** How an effect is taken back; null: it cannot be. */
function undoOf(draft: Draft, effect: DoneEffect): ActionContract | null {
  const undo = contractOf(draft, effect.action)?.undo ?? null;
  return undo === null ? null : (contractOf(draft, undo.action) ?? null);
}

function setEffect(draft: Draft, key: string, change: Partial<DoneEffect>): void {
  setState(draft, {
    effects: draft.state.effects.map((effect) => (effect.key === key ? { ...effect, ...change } : effect)),
  });
}

/** Attempts to take one effect back. */
function attemptUndo(draft: Draft, effect: DoneEffect): void {
  const attempt = effect.undoAttempt + 1;
  setEffect(draft, effect.key, { undoAttempt: attempt });
  const { node, visit, key } = effect;
  command(draft, { type: 'attempt', attempt, key: `${key}/undo`, undo: true, node, visit });
}

/** One thing is taken back at a time: an attempt or the pause before one. What lies with a person does not stop the rest. */
function busy(draft: Draft): boolean {
  return draft.outstanding.some(
    ({ type }) => type === 'attempt' || type === 'schedule' || type === 'sleep' || type === 'unwind',
  );
}

/** Takes back the last effect that is neither undone nor beyond undoing; when there is none and nobody is still asked, the run finishes. */
export function nextUndo(draft: Draft): void {
  if (busy(draft)) return;
  const next = draft.state.effects.findLast((effect) => isToUndo(draft, effect));
  if (next !== undefined) attemptUndo(draft, next);
  else if (draft.outstanding.length === 0) finishThenEnd(draft, draft.state.ending ?? undoneByItself);
}

const undoneByItself = { end: 'undone', undo: true, by: null, reason: null };

/** What `finally` did stands. */
function isToUndo(draft: Draft, effect: DoneEffect): boolean {
  return effect.undone === 'no' && undoOf(draft, effect) !== null && !isInFinally(draft.graph, effect.node);
}

/** The effect that is being taken back at a visit of a node. */
export function undoing(draft: Draft, at: Visit): DoneEffect | null {
  return draft.state.effects.findLast((effect) => effect.node === at.node && effect.visit === at.visit) ?? null;
}

/** An effect was taken back. */
export function undone(draft: Draft, effect: DoneEffect): void {
  setEffect(draft, effect.key, { undone: 'done', task: null });
  const state = draft.nodes[effect.node];
  if (state?.visit === effect.visit) setNode(draft, effect.node, { status: 'undone' });
  nextUndo(draft);
}

/**
 * An attempt to take an effect back failed: again by its policy, else it is told to a person and the rest goes on.
 *
 * @param again - whether a further attempt can do no harm.
 */
export function undoFailed(draft: Draft, effect: DoneEffect, error: string, again: boolean): void {
  const policy = undoOf(draft, effect)?.retry ?? null;
  const tried = effect.undoAttempt - effect.undoBase;
  const { node, visit } = effect;
  const retried = again || error === 'unavailable' || (policy?.errors.includes(error) ?? false);
  if (retried && mayRetry(policy, tried)) {
    const milliseconds = retryDelay(policy, `${effect.key}/undo`, tried);
    command(draft, { type: 'schedule', timer: 'retry', after: { milliseconds }, node, visit });
    return;
  }
  setEffect(draft, effect.key, { undone: 'failed' });
  const task = `${effect.key}/undo/hold${effect.undoBase === 0 ? '' : `.${effect.undoAttempt}`}`;
  command(draft, { type: 'open', what: 'hold', task, reason: `undo_failed: ${error}`, node, visit });
  nextUndo(draft);
}

/** The pause before another attempt is over. */
export function retryUndo(draft: Draft, effect: DoneEffect): void {
  attemptUndo(draft, effect);
}

/** A person has been told of a failed undo, or has answered. False: the entry is not about one. */
export function takeUndoTask(draft: Draft, entry: Entry): boolean {
  if (entry.type === 'task.opened') {
    const effect = undoing(draft, entry);
    if (effect === null) return false;
    const { task, what, assignees, role, deadline, node, visit } = entry;
    const title = entry.title ?? null;
    setEffect(draft, effect.key, { task: { task, what, title, assignees, role, deadline, reason: 'undo_failed' } });
    command(draft, { type: 'await', what: 'hold', task, node, visit });
    return true;
  }
  if (entry.type !== 'task.answered' && entry.type !== 'task.reassigned') return false;
  const effect = draft.state.effects.find((effect) => effect.task?.task === entry.task);
  if (entry.type === 'task.reassigned') {
    if (!effect?.task) return false;
    setEffect(draft, effect.key, { task: { ...effect.task, assignees: entry.assignees, role: entry.role } });
    return true;
  }
  if (effect === undefined || answered(draft, awaiting(entry.task)) === null) return false;
  setEffect(draft, effect.key, { task: null });
  if (entry.outcome === 'retry') {
    setEffect(draft, effect.key, { undone: 'no', undoBase: effect.undoAttempt });
  } else {
    setEffect(draft, effect.key, { undone: entry.outcome === 'done' ? 'done' : 'failed' });
  }
  nextUndo(draft);
  return true;
}
