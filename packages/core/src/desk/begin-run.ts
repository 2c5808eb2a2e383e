import { joinCommits } from '../execution/run-commit.ts';
import { causeText } from '../execution/run-record.ts';
import { DESK_STREAM, streamOf } from '../execution/entry-body.ts';
import { tellTicket } from '../execution/tell-ticket.ts';
import type { Claim, Commit } from '../journal/store.ts';
import type { WantedStart } from '../triggers/index.ts';
import { commitStart } from './commit-start.ts';
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
    const commit = commitOf(parts, placed, claims, beside);
    if (!('commit' in commit)) return commit;
    const result = await commitStart(parts, commit.commit);
    if (result.ok) return began(parts, placed, commit.begun);
    if (result.reason === 'claim_refused') {
      if (claims.some(({ key }) => key === result.key)) return { ok: false, reason: 'limit', key: result.key };
      // A limit of the start itself, met by one that was queued before: it goes on waiting.
      if (!isOwnLimit(wanted, result.key)) return { ok: false, reason: 'limit', key: result.key };
      known.set(result.key, result.holders);
      continue;
    }
    const run = commit.begun.run;
    if (result.reason === 'head_moved' && result.stream === streamOf(run)) return { ok: true, run, how: 'joined' };
  }
}

const isOwnLimit = ({ throttle, oneRun }: WantedStart, key: string): boolean =>
  throttle?.key === key || oneRun?.key === key;

type Begin = { readonly commit: Commit; readonly begun: Extract<Begun, { readonly ok: true }> } | Extract<Begun, { readonly ok: false }>; // prettier-ignore

function commitOf(parts: DeskParts, placed: Placed, claims: readonly Claim[], beside: readonly Commit[]): Begin {
  switch (placed.how) {
    case 'started': {
      const { draft, replaces, wanted } = placed;
      const release = replaces === null ? [] : [{ key: wanted.oneRun?.key ?? '', holder: replaces }];
      const own: Commit = { expect: {}, append: [], claim: [...placed.claims, ...claims], release };
      return {
        commit: joinCommits([
          draft.commit,
          own,
          tellTicket(parts.host, draft),
          ...stopReplaced(parts, placed),
          ...beside,
        ]),
        begun: { ok: true, run: draft.run, how: 'started' },
      };
    }
    case 'queued':
    case 'held': {
      const parked = parkStart(placed.how, placed.wanted, placed.draft, []);
      return {
        commit: joinCommits([parked, counted(parts, placed, claims), ...beside]),
        begun: { ok: true, run: placed.draft.run, how: 'queued' },
      };
    }
    case 'joined':
      return {
        commit: joinCommits([joinedLater(parts, placed, beside), ...beside]),
        begun: { ok: true, run: placed.run, how: 'joined' },
      };
    case 'throttled':
    case 'rejected':
      return { ok: false, reason: 'conflict', key: placed.wanted.oneRun?.key ?? '' };
  }
}

/** Stops the run whose place is taken, in the commit that takes it: whenever the process dies, only one of them goes on. */
export function stopReplaced({ executor }: DeskParts, placed: Placed): readonly Commit[] {
  if (placed.how !== 'started' || placed.replaces === null) return [];
  const commit = executor.draftCancel(placed.replaces, `replaced by ${placed.draft.run}`);
  return commit === null ? [] : [commit];
}

/** A start that waits counts from now on under limits in time, and is journaled; limits until an end count from when it begins. */
function counted(
  { store }: DeskParts,
  { draft, wanted }: Extract<Placed, { readonly draft: unknown }>,
  claims: readonly Claim[],
): Commit {
  const { workflow, requester } = wanted.start;
  const body = { type: 'start.queued', run: draft.run, workflow, requester };
  const { at } = draft.entry;
  return {
    expect: { [DESK_STREAM]: store.head(DESK_STREAM) },
    append: [{ stream: DESK_STREAM, at, cause: causeText(wanted.start.cause), body }],
    claim: claims.filter(({ until }) => until !== null),
  };
}

/** A start that waited and now goes on with another run is journaled: it was said that it would begin. */
function joinedLater(
  { store, clock }: DeskParts,
  { wanted, run: into }: Extract<Placed, { readonly how: 'joined' }>,
  beside: readonly Commit[],
): Commit {
  const [run] = beside.flatMap(({ unpark = [] }) => unpark);
  if (run === undefined) return { expect: {}, append: [] };
  const { workflow, requester, cause } = wanted.start;
  const body = { type: 'start.joined', run, into, workflow, requester };
  return {
    expect: { [DESK_STREAM]: store.head(DESK_STREAM) },
    append: [{ stream: DESK_STREAM, at: clock.now(), cause: causeText(cause), body }],
  };
}

async function began(parts: DeskParts, placed: Placed, begun: Extract<Begun, { readonly ok: true }>): Promise<Begun> {
  if (placed.how === 'started') {
    parts.host.onEntry?.(begun.run, placed.draft.entry);
    parts.executor.touch(begun.run);
  }
  if (placed.how === 'started' && placed.replaces !== null) {
    parts.executor.touch(placed.replaces);
  }
  return begun;
}
