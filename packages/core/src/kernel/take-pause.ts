import { setState, type Draft } from './draft.ts';
import type { Entry } from './entry.ts';
import type { Ignored } from './step-result.ts';

/**
 * Takes that a run is to stand still. One that is on its way to its end goes there, and one that gives somebody something for a while ends
 * when it was to end: neither can be put off.
 */
export function takePause(draft: Draft, { by, at, reason }: Extract<Entry, { type: 'run.paused' }>): Ignored | null {
  const { status, ending, paused = null } = draft.state;
  const putsOff = draft.graph.workflow.activates !== undefined;
  if (status !== 'running' || ending !== null || paused !== null || putsOff) return 'not_awaited';
  setState(draft, { paused: { by, at, reason } });
  return null;
}

/** Takes that a paused run goes on. What became due meanwhile is due now. */
export function takeResume(draft: Draft): Ignored | null {
  if ((draft.state.paused ?? null) === null) return 'not_awaited';
  setState(draft, { paused: null, resumed: (draft.state.resumed ?? 0) + 1 });
  return null;
}
