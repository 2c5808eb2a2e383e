import type { RunStart, StartedRunDraft } from '../execution/start-run.ts';
import { draftStart } from '../execution/start-run.ts';
import type { Claim } from '../journal/store.ts';
import { type Limit, type WantedStart, claimOf } from '../triggers/index.ts';

/** What becomes of a wanted start under its limits. */
export type Placed =
  | {
      readonly how: 'started';
      readonly wanted: WantedStart;
      readonly draft: StartedRunDraft;
      /** Claims that are held for a time, whatever the run does. */
      readonly claims: readonly Claim[];
      /** The run whose place it takes. */
      readonly replaces: string | null;
    }
  | { readonly how: 'joined'; readonly wanted: WantedStart; readonly run: string }
  | { readonly how: 'queued' | 'held'; readonly wanted: WantedStart; readonly draft: StartedRunDraft }
  | { readonly how: 'throttled' | 'rejected'; readonly wanted: WantedStart };

/** Who holds a key already, as far as it is known: what the store said when it refused a commit. */
export type KnownHolders = ReadonlyMap<string, readonly string[]>;

/**
 * Places wanted starts under their limits, one after the other. The store has the last word: it refuses the commit where it knows
 * of holders that are not in `known`, and they are placed again. A run that exists already, of the same cause, goes on.
 */
export function placeStarts(
  wanted: readonly WantedStart[],
  known: KnownHolders,
  now: string,
  exists: (run: string) => boolean,
): readonly Placed[] {
  const holders = new Map<string, readonly string[]>(known);
  return wanted.flatMap((start) => {
    const draft = draftStart(withOneRun(start, now), now);
    if (draft === null) return [];
    if (exists(draft.run)) return [{ how: 'joined', wanted: start, run: draft.run }];
    const placed = place(start, draft, holders, now);
    if (placed.how === 'started') hold(start, draft.run, placed.replaces, holders);
    return [placed];
  });
}

/** A run's own limit is released when it ends; a throttle is not. */
function withOneRun({ start, oneRun }: WantedStart, now: string): RunStart {
  if (oneRun === null) return start;
  return { ...start, claims: [...(start.claims ?? []), claimOf(oneRun, now)] };
}

function place(wanted: WantedStart, draft: StartedRunDraft, holders: KnownHolders, now: string): Placed {
  const { throttle, oneRun } = wanted;
  const other = oneRun === null ? null : full(oneRun, holders);
  if (oneRun !== null && other !== null && oneRun.otherwise === 'join') return { how: 'joined', wanted, run: other };
  if (throttle !== null && full(throttle, holders) !== null) {
    if (throttle.otherwise === 'drop') return { how: 'throttled', wanted };
    return { how: throttle.otherwise === 'hold' ? 'held' : 'queued', wanted, draft };
  }
  if (oneRun !== null && other !== null && oneRun.otherwise === 'reject') return { how: 'rejected', wanted };
  if (oneRun !== null && other !== null && oneRun.otherwise === 'queue') return { how: 'queued', wanted, draft };
  const claims = throttle === null ? [] : [{ ...claimOf(throttle, now), holder: draft.run }];
  return { how: 'started', wanted, draft, claims, replaces: other };
}

/** Who is in the way: the last of those who hold all there is; null: there is room. */
function full({ key, capacity }: Limit, holders: KnownHolders): string | null {
  const held = holders.get(key) ?? [];
  return held.length >= capacity ? (held.at(-1) ?? '') : null;
}

function hold(
  { throttle, oneRun }: WantedStart,
  run: string,
  replaces: string | null,
  holders: Map<string, readonly string[]>,
): void {
  if (throttle !== null) holders.set(throttle.key, [...(holders.get(throttle.key) ?? []), run]);
  if (oneRun === null) return;
  const others = (holders.get(oneRun.key) ?? []).filter((holder) => holder !== replaces);
  holders.set(oneRun.key, [...others, run]);
}
