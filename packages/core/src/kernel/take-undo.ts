import { answered, setState, type Draft } from './draft.ts';
import type { Entry } from './entry.ts';
import { ofTimer, ofType } from './fits.ts';
import type { DoneEffect } from './run-state.ts';
import { retryUndo, takeUndoTask, undoFailed, undoing, undone } from './undo.ts';

type NodeEntry = Extract<Entry, { readonly node: string }>;

/** Takes what concerns the taking back of an effect. False: the entry answers nothing of the kind. */
export function takeUndo(draft: Draft, entry: NodeEntry): boolean {
  const effect = undoing(draft, entry);
  if (effect === null) return false;
  switch (entry.type) {
    case 'effect.requested': {
      if (!draft.outstanding.some(ofType('attempt', entry))) return false;
      const { node, visit, attempt, action, input, key } = entry;
      const pending = { node, visit, attempt, action, input, unknown: false, undo: true };
      setState(draft, { pending: { ...draft.state.pending, [key]: pending } });
      return true;
    }
    case 'permission.decided':
      if (entry.permission.allowed) return draft.outstanding.some(ofType('attempt', entry));
      return ends(draft, entry, effect, () => undoFailed(draft, effect, entry.permission.actor.decision.reason, false));
    case 'undo.done':
      return ends(draft, entry, effect, () => undone(draft, effect));
    case 'undo.failed':
      return ends(draft, entry, effect, () => undoFailed(draft, effect, entry.error, false));
    case 'effect.refused':
      return ends(draft, entry, effect, () => undoFailed(draft, effect, entry.reason, false));
    case 'effect.unknown':
      return ends(draft, entry, effect, () => undoFailed(draft, effect, 'unknown', repeatable(draft, effect)));
    case 'timer.fired':
      if (entry.timer !== 'retry' || answered(draft, ofTimer('sleep', entry, 'retry')) === null) return false;
      retryUndo(draft, effect);
      return true;
    case 'task.opened':
      return answered(draft, ofType('open', entry)) !== null && takeUndoTask(draft, entry);
    case 'task.reassigned':
    case 'task.answered':
      return takeUndoTask(draft, entry);
    default:
      return false;
  }
}

/** An attempt has come to an end: it is answered, no longer in flight, and what follows from it happens. */
function ends(draft: Draft, entry: NodeEntry, effect: DoneEffect, follow: () => void): boolean {
  if (answered(draft, ofType('attempt', entry)) === null) return false;
  const { [`${effect.key}/undo`]: _, ...pending } = draft.state.pending;
  setState(draft, { pending });
  follow();
  return true;
}

function repeatable(draft: Draft, effect: DoneEffect): boolean {
  const { actions } = draft.graph;
  const undo = actions[effect.action]?.undo?.action;
  return undo !== undefined && actions[undo]?.idempotent !== 'never';
}
