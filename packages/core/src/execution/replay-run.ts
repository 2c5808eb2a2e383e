import { isDeepStrictEqual } from 'node:util';
import type { RunState } from '../kernel/run-state.ts';
import { initialState } from '../kernel/initial-state.ts';
import { step } from '../kernel/step.ts';
import { entryOf, streamOf } from './entry-body.ts';
import { graphOf } from './graph-of.ts';
import type { ExecutionHost } from './host.ts';
import { runRecord } from './run-record.ts';

/** What a replay came to: the state its entries make, or the first entry that does not follow from those before it. */
export type Replay =
  | { readonly ok: true; readonly entries: number; readonly state: RunState }
  | { readonly ok: false; readonly sequence: number; readonly problem: string };

/**
 * Folds a run's entries anew over the graph it began with, and compares what comes out with what the store keeps of it: its
 * checkpoint and its listing. Reads only; nothing is decided again.
 */
export function replayRun(host: Pick<ExecutionHost, 'store' | 'bundleOf'>, run: string): Replay {
  const { store } = host;
  const record = store.run(run);
  const bundle = record === null ? null : host.bundleOf(record.bundle);
  const graph = record === null || bundle === null ? null : graphOf(bundle, record.workflow);
  if (record === null || graph === null)
    return { ok: false, sequence: 0, problem: 'the run, or the bundle it began with, is not here' };
  const checkpoint = store.checkpoint(run);
  let state = initialState(graph);
  let at = record.startedAt;
  for (const journaled of store.entries(streamOf(run))) {
    const result = step(graph, state, entryOf(journaled));
    const { sequence } = journaled;
    if (result.ignored !== null) return { ok: false, sequence, problem: `it does not fit: ${result.ignored}` };
    state = result.state;
    at = journaled.at;
    if (checkpoint?.sequence === sequence && !isDeepStrictEqual(plain(state), plain(checkpoint.state))) {
      return { ok: false, sequence, problem: 'the checkpoint is not what the entries make' };
    }
  }
  if (!isDeepStrictEqual(plain(runRecord(graph, state, at)), plain(record))) {
    return { ok: false, sequence: state.count, problem: 'the listing is not what the entries make' };
  }
  return { ok: true, entries: state.count, state };
}

/** A value as JSON holds it. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
