import { closeDraft, openDraft, type Draft } from './draft.ts';
import type { Entry } from './entry.ts';
import type { Graph } from './graph.ts';
import { initialState } from './initial-state.ts';
import { drained } from './ending.ts';
import { progress } from './progress.ts';
import type { RunState } from './run-state.ts';
import type { Ignored, StepResult } from './step-result.ts';
import { takeNode, timerSet } from './take-node.ts';
import { takeMove } from './moving/take-move.ts';
import { takeCancel, takeEnd, takeKept, takeStart, takeUndoRequest } from './take-run.ts';
import { takePause, takeResume } from './take-pause.ts';
import { takeUndo } from './take-undo.ts';
import { nextUndo } from './undo.ts';
import { takeUnwound } from './unwind.ts';

/**
 * Folds one entry into a run: the new state, and what the host is to carry out because of it. Pure and total; no clock, no I/O.
 * An entry that does not fit (a late answer, a second one, one for a visit that is over) changes nothing but the count.
 *
 * @param graph - the graph in force at the entry: at `run.moved` already the one it is moved to.
 * @param state - null before the first entry.
 */
export function step(graph: Graph, state: RunState | null, entry: Entry): StepResult {
  const before = state ?? initialState(graph);
  const draft = openDraft(graph, before, entry);
  const ignored = take(draft, entry);
  if (ignored !== null) {
    return { state: { ...before, count: before.count + 1 }, commands: [], ignored };
  }
  if (draft.state.status === 'running' && mayGoOn(before, draft)) progress(draft);
  return closeDraft(draft, null);
}

/** Whether anything changed of what steps are begun and blocks closed by. Where nothing did, there was nothing to begin before. */
function mayGoOn(before: RunState, { ownsNodes, state }: Draft): boolean {
  return (
    ownsNodes ||
    state.cause !== before.cause ||
    state.ending !== before.ending ||
    state.established !== before.established
  );
}

function take(draft: Draft, entry: Entry): Ignored | null {
  if (entry.type === 'run.started') return takeStart(draft, entry);
  if (draft.state.cause === null) return 'not_started';
  if (entry.type === 'undo.requested') return takeUndoRequest(draft, entry);
  if (draft.state.status === 'ended') return 'ended';
  switch (entry.type) {
    case 'run.cancelled':
      return takeCancel(draft, entry);
    case 'run.paused':
      return takePause(draft, entry);
    case 'run.resumed':
      return takeResume(draft, entry);
    case 'run.moved':
      return takeMove(draft, entry);
    case 'run.ended':
      return takeEnd(draft, entry);
    case 'event.kept':
      return takeKept(draft, entry);
    default:
      return takeAtNode(draft, entry) ? null : 'not_awaited';
  }
}

function takeAtNode(draft: Draft, entry: Extract<Entry, { readonly node: string }>): boolean {
  if (entry.type === 'child.unwound') return unwound(draft, entry);
  if (draft.state.status === 'undoing') {
    return entry.type === 'timer.set' ? timerSet(draft, entry) : takeUndo(draft, entry);
  }
  const node = draft.index.nodes.get(entry.node);
  return node !== undefined && takeNode(draft, node, entry);
}

/** A child run was stopped: what waited for that goes on. */
function unwound(draft: Draft, entry: Extract<Entry, { type: 'child.unwound' }>): boolean {
  if (!takeUnwound(draft, entry)) return false;
  if (draft.state.status === 'undoing') nextUndo(draft);
  else if (draft.state.ending !== null) drained(draft);
  return true;
}
