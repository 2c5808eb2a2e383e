import type { Head, StreamId } from './journal-entry.ts';
import type { EntryRow } from './link-entry.ts';
import { recentlyUsed } from './recently-used.ts';
import { type Prepared, toNamedHead } from './sqlite-reads.ts';
import { SEAL_STREAM } from './seal.ts';
import type { CommitTables } from './tables.ts';

/** Of how many chains the head is remembered. */
const remembered = 4_096;

/** A chain as this process last wrote or read it. `head` is null where there are entries of it that no head names. */
interface Chain {
  readonly number: number;
  readonly head: Head | null;
  /** The database does not have it yet. */
  readonly isNew: boolean;
}

/** Chains of which this process is the only writer: heads are known, entries are staged until they are written all at once. */
export interface SqliteChains extends Pick<CommitTables, 'append' | 'head' | 'total' | 'headsAfter'> {
  readonly write: () => void;
  readonly forget: () => void;
}

/** The chains of a database that nobody else writes. */
export function sqliteChains(sql: Prepared): SqliteChains {
  const known = recentlyUsed<Chain>(remembered);
  const moved = new Map<StreamId, Chain>();
  const entries: [EntryRow, chain: number][] = [];
  const numbers = counter(() => sql('SELECT max(number) AS n FROM heads').get()?.['n']);
  /** The heads of what was appended after a place in the order: after the last seal, once this process has sealed. */
  let since: { readonly position: number; readonly heads: Map<StreamId, Head> } | null = null;
  const positions = counter(() => sql('SELECT entries AS n FROM totals').get()?.['n']);

  function find(stream: StreamId): Chain | null {
    const found = moved.get(stream) ?? known.get(stream);
    if (found !== undefined) return found;
    const row = sql('SELECT number, sequence, hash FROM heads WHERE stream = ?').get(stream);
    if (row === undefined) return null;
    const { number, sequence, hash } = row;
    const head = sequence === null ? null : { sequence: Number(sequence), hash: String(hash) };
    const chain = { number: Number(number), head, isNew: false };
    known.set(stream, chain);
    return chain;
  }

  function write(): void {
    if (entries.length === 0) return;
    let position = positions.last() - entries.length;
    const insert = sql('INSERT INTO entries VALUES (?, ?, ?, ?, ?)');
    for (const [{ sequence, bytes, hash }, chain] of entries) insert.run((position += 1), chain, sequence, bytes, hash);
    for (const [stream, chain] of moved) {
      const { number, head, isNew } = chain;
      const [sequence, hash] = [head?.sequence ?? null, head?.hash ?? null];
      if (isNew) sql('INSERT INTO heads VALUES (?, ?, ?, ?)').run(number, stream, sequence, hash);
      else sql('UPDATE heads SET sequence = ?, hash = ? WHERE number = ?').run(sequence, hash, number);
      known.set(stream, isNew ? { number, head, isNew: false } : chain);
    }
    sql('UPDATE totals SET entries = ?').run(positions.last());
    entries.length = 0;
    moved.clear();
  }

  return {
    head: (stream) => find(stream)?.head ?? null,
    total: positions.last,
    append(row) {
      const { stream, sequence, hash } = row;
      const chain = find(stream);
      const number = chain?.number ?? numbers.next();
      const head = { sequence, hash };
      moved.set(stream, { number, head, isNew: chain?.isNew ?? true });
      const position = positions.next();
      entries.push([row, number]);
      if (stream === SEAL_STREAM) since = { position, heads: new Map() };
      else since?.heads.set(stream, head);
    },
    headsAfter(position) {
      if (since?.position === position) return [...since.heads];
      write();
      const after = sql(
        'SELECT stream, sequence, hash FROM heads WHERE number IN (SELECT chain FROM entries WHERE position > ?) ORDER BY stream',
      );
      return after.all(position).map(toNamedHead);
    },
    write,
    forget() {
      entries.length = 0;
      moved.clear();
      known.clear();
      since = null;
      numbers.forget();
      positions.forget();
    },
  };
}

/** A number that goes up by one, begun where the database stands. */
function counter(read: () => unknown): { last: () => number; next: () => number; forget: () => void } {
  let last: number | null = null;
  return {
    last: () => (last ??= Number(read() ?? 0)),
    next: () => (last = (last ?? Number(read() ?? 0)) + 1),
    forget: () => void (last = null),
  };
}
