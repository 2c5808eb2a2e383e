import { setState, type Draft } from './draft.ts';
import type { Entry } from './entry.ts';
import { isFinishing } from './finishing.ts';
import { pausesOf } from './pauses-of.ts';
import type { Pause } from './run-state.ts';
import type { Ignored } from './step-result.ts';

/**
 * Takes that a run is to stand still. One that is on its way to its end goes there, and one that gives somebody something for a while ends
 * when it was to end: neither can be put off. Where others want it to stand still already, it does as long as one of them does.
 */
export function takePause(draft: Draft, { by, at, reason }: Extract<Entry, { type: 'run.paused' }>): Ignored | null {
  const { status, ending } = draft.state;
  const pauses = pausesOf(draft.state);
  const putsOff = draft.graph.workflow.activates !== undefined;
  const isEnding = status !== 'running' || ending !== null || isFinishing(draft);
  if (isEnding || putsOff || pauses.some((pause) => pause.by === by)) return 'not_awaited';
  setPauses(draft, [...pauses, { by, at, reason }]);
  return null;
}

/** Takes that somebody's pauses are lifted. Once there is none left the run goes on, and what became due meanwhile is due now. */
export function takeResume(draft: Draft, { of }: Extract<Entry, { type: 'run.resumed' }>): Ignored | null {
  const pauses = pausesOf(draft.state);
  const left = of === undefined ? [] : pauses.filter(({ by }) => !of.includes(by));
  if (left.length === pauses.length) return 'not_awaited';
  setPauses(draft, left);
  setState(draft, { resumed: (draft.state.resumed ?? 0) + 1 });
  return null;
}

/** Sets who wants a run to stand still. */
export function setPauses(draft: Draft, [first, ...besides]: readonly Pause[]): void {
  const { pausedBesides: _, ...rest } = draft.state;
  draft.state = rest;
  setState(draft, { paused: first ?? null, ...(besides.length > 0 && { pausedBesides: besides }) });
}
