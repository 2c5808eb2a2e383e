import type { Pause, RunState } from './run-state.ts';

/** Everybody who wants a run to stand still: it does as long as one of them does. */
export function pausesOf({
  paused = null,
  pausedBesides = [],
}: Pick<RunState, 'paused' | 'pausedBesides'>): readonly Pause[] {
  return paused === null ? [] : [paused, ...pausedBesides];
}
