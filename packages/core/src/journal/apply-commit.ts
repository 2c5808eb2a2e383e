import type { Head, StreamId } from './journal-entry.ts';
import { type EntryRow, linkEntry } from './link-entry.ts';
import type { Claim, Commit, CommitResult } from './store.ts';
import type { CommitTables, Holder } from './tables.ts';
import { SEAL_STREAM } from './seal.ts';

/**
 * The rules of a commit, one implementation for every store: event identities, then heads, then claims; only when
 * all of them hold is anything written. The caller makes it atomic.
 *
 * @throws TypeError for a commit that no caller should make: a stream without an expected head, a claim without an entry.
 */
export function applyCommit(tables: CommitTables, commit: Commit): CommitResult {
  checkShape(commit);
  const refusal = seenBefore(tables, commit) ?? movedHead(tables, commit) ?? refusedClaim(tables, commit);
  if (refusal !== null) return refusal;
  const { rows, heads } = linkAll(commit);
  tables.keep(commit);
  for (const row of rows) tables.append(row);
  for (const { source, id } of commit.seen ?? []) tables.see(source, id);
  for (const { key, holder } of commit.release ?? []) tables.free(key, holder);
  for (const { key, holder, until } of commit.claim ?? []) {
    const at = commitTime(commit);
    for (const each of tables.holders(key)) if (isOver(each, at)) tables.free(key, each.holder);
    tables.hold(key, { holder, until });
  }
  return { ok: true, heads };
}

function checkShape(commit: Commit): void {
  for (const { stream } of commit.append) {
    if (!Object.hasOwn(commit.expect, stream)) throw new TypeError(`no head is expected for the stream ${stream}`);
    if (stream === SEAL_STREAM) throw new TypeError('only the store itself writes seals');
  }
  if ((commit.claim ?? []).length > 0 && commit.append.length === 0) {
    throw new TypeError('a commit that claims something must also append an entry: its time decides what has expired');
  }
}

function movedHead(tables: CommitTables, commit: Commit): CommitResult | null {
  for (const [stream, expected] of Object.entries(commit.expect)) {
    const head = tables.head(stream);
    if (head?.sequence !== expected?.sequence || head?.hash !== expected?.hash) {
      return { ok: false, reason: 'head_moved', stream };
    }
  }
  return null;
}

function seenBefore(tables: CommitTables, commit: Commit): CommitResult | null {
  const own = new Set<string>();
  for (const { source, id } of commit.seen ?? []) {
    const identity = JSON.stringify([source, id]);
    if (own.has(identity) || tables.isSeen(source, id)) return { ok: false, reason: 'already_seen', source, id };
    own.add(identity);
  }
  return null;
}

/** A claim is refused when its key is full. One who holds it already holds it still, with the new `until`. */
function refusedClaim(tables: CommitTables, commit: Commit): CommitResult | null {
  const byKey = new Map<string, Map<string, Claim | Holder>>();
  for (const claim of commit.claim ?? []) {
    const holders = byKey.get(claim.key) ?? currentHolders(tables, commit, claim.key);
    byKey.set(claim.key, holders);
    if (!holders.has(claim.holder) && holders.size >= claim.capacity) {
      const { key } = claim;
      // Hardly anybody asks who, and a wide limit has many.
      return { ok: false, reason: 'claim_refused', key, get holders() { return [...holders.keys()].sort(); } }; // prettier-ignore
    }
    holders.set(claim.holder, claim);
  }
  return null;
}

function currentHolders(tables: CommitTables, commit: Commit, key: string): Map<string, Claim | Holder> {
  const at = commitTime(commit);
  const holders = new Map<string, Holder>();
  for (const each of tables.holders(key)) if (!isOver(each, at)) holders.set(each.holder, each);
  for (const released of commit.release ?? []) if (released.key === key) holders.delete(released.holder);
  return holders;
}

/** A claim is over at its `until`, as seen from the time of the commit that asks. */
const isOver = ({ until }: Holder, at: number): boolean => until !== null && Date.parse(until) <= at;

/** The time of a commit is that of its latest entry. */
const commitTime = (commit: Commit): number => Math.max(...commit.append.map(({ at }) => Date.parse(at)));

function linkAll(commit: Commit): { rows: readonly EntryRow[]; heads: { [stream: StreamId]: Head } } {
  const moved = new Map<StreamId, Head>();
  const rows = commit.append.map((entry) => {
    const { stream } = entry;
    const row = linkEntry(entry, moved.get(stream) ?? commit.expect[stream] ?? null);
    moved.set(stream, { sequence: row.sequence, hash: row.hash });
    return row;
  });
  return { rows, heads: Object.fromEntries(moved) };
}
