import type { Head, StreamId } from './journal-entry.ts';
import { linkEntry } from './link-entry.ts';
import type { CommitTables } from './tables.ts';

/** The chain of seals. Only the store writes it. */
export const SEAL_STREAM: StreamId = 'seal';

/** What a seal says: the heads that moved since the seal before it, and how many entries there were in all. */
export interface Seal {
  readonly type: 'seal';
  readonly heads: { readonly [stream: StreamId]: Head };
  /** Entries in the store when it was sealed, earlier seals included and this one not. */
  readonly entries: number;
}

/**
 * Seals everything appended since the last seal, if anything was. A deleted run or a cut tail then contradicts the chain of
 * seals. Costs what has moved, not what exists.
 */
export function seal(tables: CommitTables, at: string): boolean {
  const last = tables.head(SEAL_STREAM);
  const sealed = last === null ? 0 : sealedBy(tables, last) + 1;
  const moved = tables.headsAfter(sealed);
  if (moved.length === 0) return false;
  const heads = Object.fromEntries(moved.map(([stream, { sequence, hash }]) => [stream, { sequence, hash }]));
  const body = { type: 'seal', heads, entries: tables.total() } as const;
  const row = linkEntry({ stream: SEAL_STREAM, at, cause: 'desk', body }, last);
  tables.append(row);
  lastSeals.set(tables, { hash: row.hash, entries: body.entries });
  return true;
}

/** What the last seal of a store says, by the hash it has in its chain: a seal lists many heads, and is long to read again. */
const lastSeals = new WeakMap<CommitTables, { readonly hash: string; readonly entries: number }>();

/** How many entries the last seal found. */
function sealedBy(tables: CommitTables, head: Head): number {
  const known = lastSeals.get(tables);
  return known?.hash === head.hash ? known.entries : readSeal(tables, head).entries;
}

function readSeal(tables: CommitTables, head: Head): Seal {
  const [row] = tables.rows(SEAL_STREAM, head.sequence - 1);
  if (row === undefined) throw new TypeError('the last seal is missing: verify the store');
  const entry: unknown = JSON.parse(new TextDecoder().decode(row.bytes));
  return (entry as { body: Seal }).body;
}
