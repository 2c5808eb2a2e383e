import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { JsonObject } from '@deskbook/policies';
import type { Head, StreamId } from './journal-entry.ts';
import type { EntryRow } from './link-entry.ts';
import { matchesRun, matchesTask } from './record-filter.ts';
import type { DeadLetter, Parked, RunRecord, Store, TaskRecord, Timer } from './store.ts';
import type { ReadTables } from './tables.ts';

/** Finds a statement by its text. */
export type Prepared = (sql: string) => StatementSync;

type Chains = Pick<ReadTables, 'streams' | 'rows' | 'total' | 'everyRow' | 'everyHead' | 'head'>;
type Records = Omit<ReadTables, keyof Chains>;

/** Every statement of a database, prepared once, when it is first used. */
export function preparedOnce(database: DatabaseSync): Prepared {
  const statements = new Map<string, StatementSync>();
  return (sql) => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const statement = database.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
}

/** What is read of a store in SQLite, as it is in the database at that moment. */
export function sqliteReads(sql: Prepared): ReadTables {
  return { ...chains(sql), ...records(sql) };
}

const ENTRY =
  'SELECT position, stream, entries.sequence, bytes, entries.hash FROM entries LEFT JOIN heads ON number = chain';

function chains(sql: Prepared): Chains {
  const numberOf = (stream: StreamId): number | null => {
    const number = sql('SELECT number FROM heads WHERE stream = ?').get(stream)?.['number'];
    return number === undefined ? null : Number(number);
  };
  return {
    head(stream) {
      const row = sql('SELECT sequence, hash FROM heads WHERE stream = ? AND sequence IS NOT NULL').get(stream);
      return row === undefined ? null : toHead(row);
    },
    streams: (prefix) =>
      sql('SELECT stream FROM heads WHERE stream >= ?1 AND stream < ?1 || char(1114111) AND sequence IS NOT NULL').all(prefix).map((row) => String(row['stream'])).sort(), // prettier-ignore
    rows: (stream, after, atMost = -1) =>
      sql(`${ENTRY} WHERE chain = ? AND entries.sequence > ? ORDER BY entries.sequence LIMIT ?`)
        .all(numberOf(stream), after, atMost)
        .map(toRow),
    total: () => Number(sql('SELECT entries FROM totals').get()?.['entries']),
    *everyRow() {
      for (const row of sql(`${ENTRY} ORDER BY position`).iterate()) {
        yield { ...toRow(row), position: Number(row['position']) };
      }
    },
    everyHead: () =>
      sql('SELECT stream, sequence, hash FROM heads WHERE sequence IS NOT NULL ORDER BY stream').all().map(toNamedHead),
  };
}

function records(sql: Prepared): Records {
  const one = (query: string, ...keys: readonly string[]): string | null => {
    const row = sql(query).get(...keys);
    return row === undefined ? null : String(row['row']);
  };
  return {
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
    if (filter.ready === true) return select('ready = 1 AND ended = 0');
    if (filter.status === 'ended') return select('ended = 1');
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
/** A head as a row names it. */
export const toNamedHead = (row: Row): readonly [StreamId, Head] => [String(row['stream']), toHead(row)];
const toRow = (row: Row): EntryRow => ({
  // A chain whose head was deleted has no name: what stands in its entries then says that they belong elsewhere.
  stream: typeof row['stream'] === 'string' ? row['stream'] : '',
  sequence: Number(row['sequence']),
  bytes: row['bytes'] instanceof Uint8Array ? row['bytes'] : new Uint8Array(),
  hash: String(row['hash']),
});
