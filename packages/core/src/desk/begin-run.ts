import { joinCommits } from '../execution/run-commit.ts';
import { streamOf } from '../execution/entry-body.ts';
import type { Claim, Commit } from '../journal/store.ts';
import type { WantedStart } from '../triggers/index.ts';
import type { DeskParts } from './desk-parts.ts';
import { parkStart } from './parked-start.ts';
import { type Placed, placeStarts } from './place-starts.ts';

/** What became of a start that is no trigger's. */
export type Begun =
  | { readonly ok: true; readonly run: string; readonly how: 'started' | 'joined' | 'queued' }
  | { readonly ok: false; readonly reason: 'limit' | 'conflict' | 'no_workflow'; readonly key: string };

/**
 * Begins one run under its limits, in one commit with `beside`. `claims` are limits of whoever asks: where one is full the run
 * does not begin. Asked again with the same cause, it is the same run.
 */
export async function beginRun(
  parts: DeskParts,
  wanted: WantedStart,
  claims: readonly Claim[] = [],
  beside: readonly Commit[] = [],
): Promise<Begun> {
  const known = new Map<string, readonly string[]>();
  for (;;) {
    const [placed] = placeStarts([wanted], known, parts.clock.now(), (run) => parts.store.head(streamOf(run)) !== null);
    if (placed === undefined) return { ok: false, reason: 'no_workflow', key: wanted.start.workflow };
    const commit = commitOf(placed, claims, beside);
    if (!('commit' in commit)) return commit;
    const result = await parts.store.commit(commit.commit);
    if (result.ok) return began(parts, placed, commit.begun);
    if (result.reason === 'claim_refused') {
      if (claims.some(({ key }) => key === result.key)) return { ok: false, reason: 'limit', key: result.key };
      known.set(result.key, result.holders);
      continue;
    }
    const run = commit.begun.run;
    if (result.reason === 'head_moved' && result.stream === streamOf(run)) return { ok: true, run, how: 'joined' };
  }
}

type Begin = { readonly commit: Commit; readonly begun: Extract<Begun, { readonly ok: true }> } | Extract<Begun, { readonly ok: false }>; // prettier-ignore

function commitOf(placed: Placed, claims: readonly Claim[], beside: readonly Commit[]): Begin {
  switch (placed.how) {
    case 'started': {
      const { draft, replaces, wanted } = placed;
      const release = replaces === null ? [] : [{ key: wanted.oneRun?.key ?? '', holder: replaces }];
      const own: Commit = { expect: {}, append: [], claim: [...placed.claims, ...claims], release };
      return {
        commit: joinCommits([draft.commit, own, ...beside]),
        begun: { ok: true, run: draft.run, how: 'started' },
      };
    }
    case 'queued':
    case 'held': {
      const parked = parkStart(placed.how, placed.wanted, placed.draft, []);
      return { commit: joinCommits([parked, ...beside]), begun: { ok: true, run: placed.draft.run, how: 'queued' } };
    }
    case 'joined':
      return { commit: joinCommits([{ expect: {}, append: [] }, ...beside]), begun: { ok: true, run: placed.run, how: 'joined' } }; // prettier-ignore
    case 'throttled':
    case 'rejected':
      return { ok: false, reason: 'conflict', key: placed.wanted.oneRun?.key ?? '' };
  }
}

async function began(parts: DeskParts, placed: Placed, begun: Extract<Begun, { readonly ok: true }>): Promise<Begun> {
  if (placed.how === 'started') {
    parts.host.onEntry?.(begun.run, placed.draft.entry);
    parts.executor.touch(begun.run);
  }
  if (placed.how === 'started' && placed.replaces !== null) {
    await parts.executor.cancel(placed.replaces, null, `replaced by ${begun.run}`);
  }
  return begun;
}
