import {
  type DeadLetter,
  type EntryRow,
  type Head,
  type ReadTables,
  type RunRecord,
  type Store,
  type StreamId,
  type TaskRecord,
  type Timer,
  matchesRun,
  matchesTask,
} from '@deskbook/core/stores';
import type { JsonObject } from '@deskbook/policies';
import { fromKeyText, toKeyText } from './key-text.ts';
import { type Row, type Statement, statement } from './statement.ts';

/** Asks the database and has the answer. */
export type Ask = (statement: Statement, values?: readonly unknown[]) => readonly Row[];

type Chains = Pick<ReadTables, 'head' | 'streams' | 'rows' | 'total' | 'everyRow' | 'everyHead'>;
type Records = Omit<ReadTables, keyof Chains>;

/** What is read of the tables in PostgreSQL. Nothing is held in memory but the page that is being read. */
export const postgresTables = (ask: Ask): ReadTables => ({ ...chains(ask), ...records(ask) });

const PAGE = 2_000;
const ENTRY = 'stream, sequence, bytes, hash, position';

const SQL = {
  head: statement('head', 'SELECT stream, sequence, hash FROM deskbook.heads WHERE stream = $1'),
  streams: statement('streams', `SELECT stream FROM deskbook.heads WHERE stream >= $1 AND stream < $1 || chr(1114111)`),
  rows: statement('rows', `SELECT ${ENTRY} FROM deskbook.entries WHERE stream = $1 AND sequence > $2 ORDER BY sequence LIMIT $3`), // prettier-ignore
  total: statement('total', 'SELECT entries FROM deskbook.log'),
  page: statement('page', `SELECT ${ENTRY} FROM deskbook.entries WHERE position > $1 ORDER BY position LIMIT ${PAGE}`),
  heads: statement('heads', `SELECT stream, sequence, hash FROM deskbook.heads WHERE stream > $1 ORDER BY stream LIMIT ${PAGE}`), // prettier-ignore
  checkpoint: statement('checkpoint', 'SELECT state, sequence FROM deskbook.checkpoints WHERE run = $1'),
  run: statement('run', 'SELECT row FROM deskbook.runs WHERE run = $1'),
  runs: statement('runs', 'SELECT row FROM deskbook.runs ORDER BY number'),
  openRuns: statement('open_runs', 'SELECT row FROM deskbook.runs WHERE NOT ended ORDER BY number'),
  activatedRuns: statement('activated_runs', 'SELECT row FROM deskbook.runs WHERE activated_by = $1 ORDER BY number'),
  readyRuns: statement('ready_runs', 'SELECT row FROM deskbook.runs WHERE ready ORDER BY number'),
  runsOfTicket: statement('runs_of_ticket', 'SELECT row FROM deskbook.runs WHERE ticket = $1 ORDER BY number'),
  childRuns: statement('child_runs', 'SELECT row FROM deskbook.runs WHERE parent = $1 ORDER BY number'),
  dueRuns: statement('due_runs', 'SELECT row FROM deskbook.runs WHERE due_ms <= $1 ORDER BY number'),
  task: statement('task', 'SELECT row FROM deskbook.tasks WHERE task = $1'),
  tasks: statement('tasks', 'SELECT row FROM deskbook.tasks ORDER BY number'),
  tasksOfRun: statement('tasks_of_run', 'SELECT row FROM deskbook.tasks WHERE run = $1 ORDER BY number'),
  tasksOfPerson: statement('tasks_of_person', 'SELECT row FROM deskbook.tasks WHERE assignees @> ARRAY[$1::text] ORDER BY number'), // prettier-ignore
  ticket: statement('ticket', 'SELECT facts, time FROM deskbook.tickets WHERE id = $1'),
  tickets: statement('tickets', `SELECT facts, time, id, number FROM deskbook.tickets WHERE number > $1 ORDER BY number LIMIT ${PAGE}`), // prettier-ignore
  bundle: statement('bundle', 'SELECT json FROM deskbook.bundles WHERE hash = $1'),
  deadLetters: statement('dead_letters', 'SELECT row FROM deskbook.dead_letters ORDER BY number'),
  deadLetter: statement('dead_letter', 'SELECT row FROM deskbook.dead_letters WHERE id = $1'),
  parked: statement('parked', 'SELECT row FROM deskbook.parked WHERE kind = $1 ORDER BY number'),
  timer: statement('timer', 'SELECT row FROM deskbook.timers WHERE id = $1'),
  dueTimers: statement('due_timers', 'SELECT row FROM deskbook.timers WHERE due_ms <= $1 ORDER BY due_ms, id LIMIT $2'),
  timersAfter: statement('timers_after', 'SELECT row FROM deskbook.timers WHERE id > $1 ORDER BY id LIMIT $2'),
  nextDue: statement('next_due', 'SELECT least((SELECT min(due_ms) FROM deskbook.runs WHERE due_ms IS NOT NULL), (SELECT min(due_ms) FROM deskbook.timers WHERE due_ms IS NOT NULL))'), // prettier-ignore
  cursor: statement('cursor', 'SELECT value FROM deskbook.cursors WHERE name = $1'),
} as const;

function chains(ask: Ask): Chains {
  return {
    head(stream) {
      const [row] = ask(SQL.head, [toKeyText(stream)]);
      return row === undefined ? null : toHead(row)[1];
    },
    streams: (prefix) => ask(SQL.streams, [toKeyText(prefix)]).map(([stream]) => fromKeyText(String(stream))).sort(), // prettier-ignore
    rows: (stream, after, atMost) => ask(SQL.rows, [toKeyText(stream), after, atMost ?? null]).map(toEntry),
    total: () => Number(ask(SQL.total)[0]?.[0]),
    *everyRow() {
      for (const row of pages(ask, SQL.page, 0, 4)) yield { ...toEntry(row), position: Number(row[4]) };
    },
    *everyHead() {
      for (const row of pages(ask, SQL.heads, '', 0)) yield toHead(row);
    },
  };
}

function records(ask: Ask): Records {
  const all = <Value>(statement: Statement, ...values: readonly unknown[]): Value[] =>
    ask(statement, values).map(([row]) => JSON.parse(String(row)) as Value);
  const one = (statement: Statement, key: string): unknown => all(statement, toKeyText(key))[0] ?? null;
  return {
    checkpoint(run) {
      const [row] = ask(SQL.checkpoint, [toKeyText(run)]);
      return row === undefined ? null : { sequence: Number(row[1]), state: parse(row[0]) };
    },
    run: (run) => one(SQL.run, run) as RunRecord | null,
    runs: (filter) => findRuns(all, filter).filter((run) => matchesRun(run, filter)),
    task: (task) => one(SQL.task, task) as TaskRecord | null,
    tasks: (filter) => findTasks(all, filter).filter((task) => matchesTask(task, filter)),
    ticket(id) {
      const [row] = ask(SQL.ticket, [toKeyText(id)]);
      return row === undefined ? null : { time: fromKeyText(String(row[1])), facts: parse(row[0]) };
    },
    *tickets() {
      for (const row of pages(ask, SQL.tickets, 0, 3)) {
        yield { id: fromKeyText(String(row[2])), time: fromKeyText(String(row[1])), facts: parse(row[0]) };
      }
    },
    bundle(hash) {
      const [row] = ask(SQL.bundle, [toKeyText(hash)]);
      return row === undefined ? null : Buffer.from(toBytes(row[0])).toString('utf8');
    },
    deadLetters: () => all(SQL.deadLetters),
    deadLetter: (id) => one(SQL.deadLetter, id) as DeadLetter | null,
    parked: (kind) => all(SQL.parked, toKeyText(kind)),
    timer: (id) => one(SQL.timer, id) as Timer | null,
    timers: (filter) =>
      'dueBy' in filter
        ? all(SQL.dueTimers, Date.parse(filter.dueBy), filter.atMost)
        : all(SQL.timersAfter, toKeyText(filter.after), filter.atMost),
    nextDue() {
      const due = ask(SQL.nextDue)[0]?.[0] ?? null;
      return due === null ? null : new Date(Number(due)).toISOString();
    },
    cursor(name) {
      const [row] = ask(SQL.cursor, [toKeyText(name)]);
      return row === undefined ? null : fromKeyText(String(row[0]));
    },
  };
}

type All = <Value>(statement: Statement, ...values: readonly unknown[]) => Value[];

/** The most selective index first; what it leaves is filtered as every store filters. */
function findRuns(all: All, filter: Parameters<Store['runs']>[0]): readonly RunRecord[] {
  if (filter.activatedBy !== undefined) return all(SQL.activatedRuns, toKeyText(filter.activatedBy));
  if (filter.ticket !== undefined) return all(SQL.runsOfTicket, toKeyText(filter.ticket));
  if (filter.parent !== undefined) return all(SQL.childRuns, toKeyText(filter.parent));
  if (filter.dueBy !== undefined) return all(SQL.dueRuns, Date.parse(filter.dueBy));
  if (filter.ready === true) return all(SQL.readyRuns);
  return filter.status === 'open' ? all(SQL.openRuns) : all(SQL.runs);
}

function findTasks(all: All, filter: Parameters<Store['tasks']>[0]): readonly TaskRecord[] {
  if (filter.run !== undefined) return all(SQL.tasksOfRun, toKeyText(filter.run));
  return filter.assignee === undefined ? all(SQL.tasks) : all(SQL.tasksOfPerson, toKeyText(filter.assignee));
}

/** Every row, a page at a time: the column at `place` says where the next page begins. */
function* pages(ask: Ask, statement: Statement, from: unknown, place: number): Generator<Row> {
  for (let after = from; ;) {
    const page = ask(statement, [after]);
    yield* page;
    if (page.length < PAGE) return;
    after = page.at(-1)?.[place];
  }
}

const parse = (text: unknown): JsonObject => JSON.parse(String(text)) as JsonObject;
const toBytes = (value: unknown): Uint8Array => (value instanceof Uint8Array ? value : new Uint8Array());
const toHead = ([stream, sequence, hash]: Row): readonly [StreamId, Head] => [
  fromKeyText(String(stream)),
  { sequence: Number(sequence), hash: String(hash) },
];
const toEntry = ([stream, sequence, bytes, hash]: Row): EntryRow => ({
  stream: fromKeyText(String(stream)),
  sequence: Number(sequence),
  bytes: toBytes(bytes),
  hash: String(hash),
});
