import { streamOf } from '../execution/entry-body.ts';
import { keptBundles } from '../execution/kept-bundles.ts';
import { replayRun } from '../execution/replay-run.ts';
import type { StreamId } from '../journal/journal-entry.ts';
import type { Store } from '../journal/store.ts';

/** One run, replayed. */
export interface ReplayedRun {
  readonly run: string;
  readonly workflow: string;
  readonly entries: number;
  readonly end: string | null;
}

/**
 * What replaying a store came to: every run follows from its entries, or the first entry that does not, with what is wrong with it.
 * `sequence` 0: the run as a whole, before its first entry.
 */
export type StoreReplay =
  | { readonly ok: true; readonly runs: number; readonly entries: number }
  | { readonly ok: false; readonly stream: StreamId; readonly sequence: number; readonly problem: string };

/**
 * Folds the runs of a store anew, each over the bundle it began with (the store keeps it), and compares what comes out with what the
 * store keeps of it: its checkpoint and its listing. Runs are taken in the order they began. The chains themselves are checked by
 * `Store.verify`, which trusts nothing; this trusts the bytes and asks whether they tell one story.
 *
 * @example
 * const replay = replayStore(sqliteStore('desk.db', { readOnly: true }));
 * if (!replay.ok) console.error(`${replay.stream} at entry ${replay.sequence}: ${replay.problem}`);
 */
export function replayStore(
  store: Store,
  options: { readonly run?: string | undefined; readonly onRun?: (replayed: ReplayedRun) => void } = {},
): StoreReplay {
  const host = { store, bundleOf: keptBundles(store) };
  const wanted = options.run === undefined ? store.runs({}) : [store.run(options.run)];
  let runs = 0;
  let entries = 0;
  for (const record of wanted) {
    const run = record?.run ?? options.run ?? '';
    const replay = replayRun(host, run);
    if (!replay.ok) return { ok: false, stream: streamOf(run), sequence: replay.sequence, problem: replay.problem };
    runs += 1;
    entries += replay.entries;
    options.onRun?.({ run, workflow: record?.workflow ?? '', entries: replay.entries, end: replay.state.end });
  }
  return { ok: true, runs, entries };
}
