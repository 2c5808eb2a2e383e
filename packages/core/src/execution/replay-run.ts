import { isDeepStrictEqual } from 'node:util';
import type { RunState } from '../kernel/run-state.ts';
import { initialState } from '../kernel/initial-state.ts';
import { step } from '../kernel/step.ts';
import { entryOf, streamOf } from './entry-body.ts';
import type { ExecutionHost } from './host.ts';
import { inForceAt, inForceBefore } from './in-force.ts';
import { runRecord } from './run-record.ts';

/** What a replay came to: the state its entries make, or the first entry that does not follow from those before it. */
export type Replay =
  | { readonly ok: true; readonly entries: number; readonly state: RunState }
  | { readonly ok: false; readonly sequence: number; readonly problem: string };

/**
 * Folds a run's entries anew, each over the graph in force at it, and compares what comes out with what the store keeps of it: its
 * checkpoint and its listing. Reads only; nothing is decided again.
 */
export function replayRun(host: Pick<ExecutionHost, 'store' | 'bundleOf'>, run: string): Replay {
  const { store } = host;
  const record = store.run(run);
  const entries = store.entries(streamOf(run));
  let now = record === null ? null : inForceBefore(host, null, entries[0] && entryOf(entries[0]));
  if (record === null || now === null)
    return { ok: false, sequence: 0, problem: 'the run, or the bundle it began with, is not here' };
  const checkpoint = store.checkpoint(run);
  let state = initialState(now.graph);
  let at = record.startedAt;
  for (const journaled of entries) {
    const { sequence } = journaled;
    now = inForceAt(host, now, entryOf(journaled));
    if (now === null) return { ok: false, sequence, problem: 'the bundle it was moved to is not here' };
    const result = step(now.graph, state, entryOf(journaled));
    if (result.ignored !== null) return { ok: false, sequence, problem: `it does not fit: ${result.ignored}` };
    state = result.state;
    at = journaled.at;
    if (checkpoint?.sequence === sequence && !isDeepStrictEqual(plain(state), plain(checkpoint.state))) {
      return { ok: false, sequence, problem: 'the checkpoint is not what the entries make' };
    }
  }
  if (!isDeepStrictEqual(plain(runRecord(now.graph, state, at)), plain(record))) {
    return { ok: false, sequence: state.count, problem: 'the listing is not what the entries make' };
  }
  return { ok: true, entries: state.count, state };
}

/** A value as JSON holds it. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
