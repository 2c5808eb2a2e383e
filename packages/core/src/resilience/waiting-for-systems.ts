import { entryOf, streamOf } from '../execution/entry-body.ts';
import type { ExecutionHost } from '../execution/host.ts';
import { keptBundles } from '../execution/kept-bundles.ts';
import { loadRun } from '../execution/load-run.ts';
import { outagesOf, type WaitingStep } from '../execution/outages-of.ts';
import type { Store, TaskRecord } from '../journal/store.ts';

/** What a held step says of why it is held, where that may be for want of a system. */
const forWant = /unavailable|timeout|unknown|undo_failed/u;

const maybeHeld = ({ kind, details }: TaskRecord): boolean =>
  kind === 'hold' && typeof details['reason'] === 'string' && forWant.test(details['reason']);

/**
 * Every step that cannot go on because a system is unavailable, oldest first: since when, how often it was tried, and when it is tried
 * again. Told from the store alone, so that any process may ask. Costs what waits, and a look at each open run's listing.
 *
 * @example
 * const waiting = waitingForSystems(sqliteStore('desk.db', { readOnly: true }));
 */
export function waitingForSystems(
  store: Store,
  bundleOf: ExecutionHost['bundleOf'] = keptBundles(store),
): readonly WaitingStep[] {
  const retrying = store.runs({ status: 'open' }).flatMap(({ run, retrying }) => (retrying === true ? [run] : []));
  const held = store.tasks({}).flatMap((task) => (maybeHeld(task) ? [task.run] : []));
  const steps = [...new Set([...retrying, ...held])].flatMap((run) => {
    const loaded = loadRun({ store, bundleOf }, run);
    if (loaded === null) return [];
    return outagesOf(loaded.graph, loaded.state, store.entries(streamOf(run)).map(entryOf));
  });
  return steps.sort((one, other) => (one.since < other.since ? -1 : one.since > other.since ? 1 : 0));
}
