import type { Commit, Store } from '../journal/store.ts';
import type { RunState } from '../kernel/run-state.ts';

/** The open runs that are a part of one, and of those. */
export function openParts(store: Pick<Store, 'runs'>, run: string): readonly string[] {
  return store.runs({ parent: run, status: 'open' }).flatMap((part) => [part.run, ...openParts(store, part.run)]);
}

/** Where a run stands still no more, its parts have something to do as well: those that were only beginning stood still because of it. */
export function partsLetGo(store: Pick<Store, 'runs'>, before: RunState, after: RunState): readonly Commit[] {
  const isLetGo = (before.paused ?? null) !== null && (after.paused ?? null) === null;
  return isLetGo ? [{ expect: {}, append: [], touched: openParts(store, after.run) }] : [];
}
