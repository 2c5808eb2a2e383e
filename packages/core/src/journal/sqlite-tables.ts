import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { JsonObject } from '@deskbook/policies';
import type { Head, StreamId } from './journal-entry.ts';
import type { EntryRow } from './link-entry.ts';
import { matchesRun, matchesTask } from './record-filter.ts';
import { keepRows } from './sqlite-rows.ts';
import type { DeadLetter, Parked, RunRecord, Store, TaskRecord, Timer } from './store.ts';
import type { Holder, Tables } from './tables.ts';

type Prepared = (sql: string) => StatementSync;
type Chains = Pick<Tables, 'append' | 'head' | 'streams' | 'rows' | 'total' | 'everyRow' | 'everyHead' | 'headsAfter'>;
type Claims = Pick<Tables, 'isSeen' | 'see' | 'holders' | 'hold' | 'free'>;
type Records = Omit<Tables, keyof Chains | keyof Claims>;

/** Tables in SQLite. Every statement is prepared once, when it is first used. */
export function sqliteTables(database: DatabaseSync): Tables {
  const statements = new Map<string, StatementSync>();
  const prepared: Prepared = (sql) => {
    const known = statements.get(sql) ?? database.prepare(sql);
    statements.set(sql, known);
    return known;
  };
  return { ...chains(prepared), ...claims(prepared), ...records(prepared) };
}

function chains(sql: Prepared): Chains {
  const total = (): number => Number(sql('SELECT entries FROM totals').get()?.['entries']);
  return {
    append({ stream, sequence, bytes, hash }) {
      const position = total() + 1;
      sql('INSERT INTO entries VALUES (?, ?, ?, ?, ?)').run(position, stream, sequence, bytes, hash);
      sql('INSERT INTO heads VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash, position = excluded.position').run(stream, sequence, hash, position); // prettier-ignore
      sql('UPDATE totals SET entries = ?').run(position);
    },
    head(stream) {
      const row = sql('SELECT sequence, hash FROM heads WHERE stream = ?').get(stream);
      return row === undefined ? null : toHead(row);
    },
    streams: (prefix) =>
      sql('SELECT stream FROM heads WHERE stream >= ?1 AND stream < ?1 || char(1114111)').all(prefix).map((row) => String(row['stream'])).sort(), // prettier-ignore
    rows: (stream, after, atMost = -1) =>
      sql('SELECT * FROM entries WHERE stream = ? AND sequence > ? ORDER BY sequence LIMIT ?')
        .all(stream, after, atMost)
        .map(toRow),
    total,
    *everyRow() {
      for (const row of sql('SELECT * FROM entries ORDER BY position').iterate()) {
        yield { ...toRow(row), position: Number(row['position']) };
      }
    },
    everyHead: () => sql('SELECT * FROM heads ORDER BY stream').all().map(toNamedHead),
    headsAfter: (position) =>
      sql('SELECT * FROM heads WHERE position > ? ORDER BY stream').all(position).map(toNamedHead),
  };
}

function claims(sql: Prepared): Claims {
  return {
    isSeen: (source, id) => sql('SELECT 1 FROM seen WHERE source = ? AND id = ?').get(source, id) !== undefined,
    see: (source, id) => void sql('INSERT INTO seen VALUES (?, ?)').run(source, id),
    holders: (key) => sql('SELECT holder, until FROM claims WHERE key = ?').all(key).map(toHolder),
    hold: (key, { holder, until }) =>
      void sql('INSERT INTO claims VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET until = excluded.until').run(key, holder, until), // prettier-ignore
    free: (key, holder) => void sql('DELETE FROM claims WHERE key = ? AND holder = ?').run(key, holder),
  };
}

function records(sql: Prepared): Records {
  const one = (query: string, ...keys: readonly string[]): string | null => {
    const row = sql(query).get(...keys);
    return row === undefined ? null : String(row['row']);
  };
  return {
    keep: (rows) => keepRows(sql, rows),
    checkpoint(run) {
      const row = sql('SELECT sequence, state FROM checkpoints WHERE run = ?').get(run);
      return row === undefined
        ? null
        : { sequence: Number(row['sequence']), state: JSON.parse(String(row['state'])) as JsonObject };
    },
    run: (run) => parse(one('SELECT row FROM runs WHERE run = ?', run)) as RunRecord | null,
    runs: (filter) => findRuns(sql, filter),
    task: (task) => parse(one('SELECT row FROM tasks WHERE task = ?', task)) as TaskRecord | null,
    tasks: (filter) => findTasks(sql, filter),
    ticket(id) {
      const row = sql('SELECT time, facts FROM tickets WHERE id = ?').get(id);
      return row === undefined
        ? null
        : { time: String(row['time']), facts: JSON.parse(String(row['facts'])) as JsonObject };
    },
    *tickets() {
      for (const row of sql('SELECT id, time, facts FROM tickets ORDER BY number').all()) {
        yield {
          id: String(row['id']),
          time: String(row['time']),
          facts: JSON.parse(String(row['facts'])) as JsonObject,
        };
      }
    },
    bundle: (hash) => one('SELECT json AS row FROM bundles WHERE hash = ?', hash),
    deadLetters: () => parseAll(sql('SELECT row FROM dead_letters ORDER BY number').all()) as DeadLetter[],
    deadLetter: (id) => parse(one('SELECT row FROM dead_letters WHERE id = ?', id)) as DeadLetter | null,
    parked: (kind) => parseAll(sql('SELECT row FROM parked WHERE kind = ? ORDER BY number').all(kind)) as Parked[],
    timer: (id) => parse(one('SELECT row FROM timers WHERE id = ?', id)) as Timer | null,
    timers: (filter) => findTimers(sql, filter),
    nextDue() {
      const runs = 'SELECT min(due_ms) AS due FROM runs WHERE due_ms IS NOT NULL';
      const timers = 'SELECT min(due_ms) AS due FROM timers WHERE due_ms IS NOT NULL';
      return earliest([runs, timers].map((query) => sql(query).get()?.['due']));
    },
    cursor: (name) => one('SELECT value AS row FROM cursors WHERE name = ?', name),
  };
}

/** The most selective index first; what it leaves is filtered as every store filters. */
function findRuns(sql: Prepared, filter: Parameters<Store['runs']>[0]): readonly RunRecord[] {
  const select = (where: string, ...keys: readonly (string | number)[]): readonly Row[] =>
    sql(`SELECT row FROM runs WHERE ${where} ORDER BY number`).all(...keys);
  const rows = (): readonly Row[] => {
    if (filter.activatedBy !== undefined) return select('activated_by = ?', filter.activatedBy);
    if (filter.ticket !== undefined) return select('ticket = ?', filter.ticket);
    if (filter.parent !== undefined) return select('parent = ?', filter.parent);
    if (filter.dueBy !== undefined) return select('due_ms <= ?', Date.parse(filter.dueBy));
    return filter.status === 'open' ? select('ended = 0') : select('true');
  };
  return (parseAll(rows()) as RunRecord[]).filter((run) => matchesRun(run, filter));
}

function findTasks(sql: Prepared, filter: Parameters<Store['tasks']>[0]): readonly TaskRecord[] {
  const rows = (): readonly Row[] => {
    if (filter.run !== undefined) return sql('SELECT row FROM tasks WHERE run = ? ORDER BY number').all(filter.run);
    if (filter.assignee === undefined) return sql('SELECT row FROM tasks ORDER BY number').all();
    const mine = 'SELECT row FROM tasks JOIN task_assignees USING (task) WHERE person = ? ORDER BY number';
    return sql(mine).all(filter.assignee);
  };
  return (parseAll(rows()) as TaskRecord[]).filter((task) => matchesTask(task, filter));
}

function findTimers(sql: Prepared, filter: Parameters<Store['timers']>[0]): readonly Timer[] {
  const rows =
    'dueBy' in filter
      ? sql('SELECT row FROM timers WHERE due_ms <= ? ORDER BY due_ms, id LIMIT ?').all(Date.parse(filter.dueBy), filter.atMost) // prettier-ignore
      : sql('SELECT row FROM timers WHERE id > ? ORDER BY id LIMIT ?').all(filter.after, filter.atMost);
  return parseAll(rows) as Timer[];
}

function earliest(instants: readonly unknown[]): string | null {
  const known = instants.flatMap((instant) => (typeof instant === 'number' ? [instant] : []));
  return known.length === 0 ? null : new Date(Math.min(...known)).toISOString();
}

type Row = Record<string, unknown>;

const parse = (text: string | null): unknown => (text === null ? null : JSON.parse(text));
const parseAll = (rows: readonly Row[]): unknown[] => rows.map((row) => JSON.parse(String(row['row'])));
const toHead = (row: Row): Head => ({ sequence: Number(row['sequence']), hash: String(row['hash']) });
const toNamedHead = (row: Row): readonly [StreamId, Head] => [String(row['stream']), toHead(row)];
const toHolder = (row: Row): Holder => ({
  holder: String(row['holder']),
  until: typeof row['until'] === 'string' ? row['until'] : null,
});
const toRow = (row: Row): EntryRow => ({
  stream: String(row['stream']),
  sequence: Number(row['sequence']),
  bytes: row['bytes'] instanceof Uint8Array ? row['bytes'] : new Uint8Array(),
  hash: String(row['hash']),
});
