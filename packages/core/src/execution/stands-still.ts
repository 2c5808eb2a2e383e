import type { Store } from '../journal/store.ts';
import type { RunState } from '../kernel/run-state.ts';

/** Whether a run is paused, or a part of one that is and was only beginning when that was paused: nothing of it begins. */
export function standsStill(store: Pick<Store, 'run'>, { paused = null, cause }: RunState): boolean {
  return paused !== null || (cause?.kind === 'run' && store.run(cause.run)?.paused === true);
}
