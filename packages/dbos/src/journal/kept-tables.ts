import { type KeptRows, activatedByOf } from '@deskbook/core/stores';
import { toKeyText } from './key-text.ts';
import type { Row } from './statement.ts';

/** A table of rows that are kept beside the chains, by key: its columns, the key first, and their types. */
export interface KeptTable {
  readonly name: string;
  readonly columns: readonly (readonly [name: string, type: 'text' | 'bigint' | 'boolean' | 'bytea' | 'people'])[];
}

/** What a commit does to one of them, in this order. */
export interface KeptChange {
  readonly table: KeptTable;
  readonly put: readonly Row[];
  readonly remove: readonly string[];
}

const table = (name: string, columns: KeptTable['columns']): KeptTable => ({ name, columns });
const CHECKPOINTS = table('checkpoints', [['run', 'text'], ['sequence', 'bigint'], ['state', 'text']]); // prettier-ignore
const RUNS = table('runs', [['run', 'text'], ['ticket', 'text'], ['parent', 'text'], ['ended', 'boolean'], ['due_ms', 'bigint'], ['ready', 'boolean'], ['activated_by', 'text'], ['row', 'text']]); // prettier-ignore
const TASKS = table('tasks', [['task', 'text'], ['run', 'text'], ['assignees', 'people'], ['row', 'text']]); // prettier-ignore
const TICKETS = table('tickets', [['id', 'text'], ['time', 'text'], ['facts', 'text']]); // prettier-ignore
const BUNDLES = table('bundles', [['hash', 'text'], ['json', 'bytea']]); // prettier-ignore
const DEAD_LETTERS = table('dead_letters', [['id', 'text'], ['row', 'text']]); // prettier-ignore
const PARKED = table('parked', [['id', 'text'], ['kind', 'text'], ['row', 'text']]); // prettier-ignore
const TIMERS = table('timers', [['id', 'text'], ['due_ms', 'bigint'], ['row', 'text']]); // prettier-ignore
const CURSORS = table('cursors', [['name', 'text'], ['value', 'text']]); // prettier-ignore

/**
 * The rows of a commit as columns, tables in the order in which they are written.
 *
 * @throws TypeError for what JSON cannot carry.
 */
export function keptChanges(rows: KeptRows): readonly KeptChange[] {
  const changes: readonly KeptChange[] = [
    change(
      CHECKPOINTS,
      rows.checkpoints,
      ({ run, sequence, state }) => [key(run), sequence, JSON.stringify(state)],
      rows.dropCheckpoints,
    ),
    change(RUNS, rows.runs, (run) => [
      key(run.run),
      keyOrNull(run.ticket),
      keyOrNull(run.parent),
      run.status === 'ended',
      milliseconds(run.due),
      run.waiting !== true && run.status !== 'ended',
      keyOrNull(activatedByOf(run)),
      JSON.stringify(run),
    ]),
    change(
      TASKS,
      rows.openTasks,
      (task) => [key(task.task), key(task.run), JSON.stringify(task.assignees.map(key)), JSON.stringify(task)],
      rows.closeTasks,
    ),
    change(
      TICKETS,
      rows.tickets,
      ({ id, time, facts }) => [key(id), key(time), JSON.stringify(facts)],
      rows.dropTickets,
    ),
    change(BUNDLES, rows.bundles, ({ hash, json }) => [key(hash), Buffer.from(json)]),
    change(DEAD_LETTERS, rows.deadLetters, (letter) => [key(letter.id), JSON.stringify(letter)], rows.dropLetters),
    change(PARKED, rows.park, (parked) => [key(parked.id), key(parked.kind), JSON.stringify(parked)], rows.unpark),
    change(TIMERS, rows.timers, (timer) => [key(timer.id), milliseconds(timer.due), JSON.stringify(timer)]),
    change(CURSORS, rows.cursors, ({ name, value }) => [key(name), key(value)]),
  ];
  return changes.filter(({ put, remove }) => put.length > 0 || remove.length > 0);
}

const key = toKeyText;
const keyOrNull = (text: string | null): string | null => (text === null ? null : key(text));

function change<Value>(
  table: KeptTable,
  put: readonly Value[] | undefined,
  toRow: (value: Value) => Row,
  remove: readonly string[] = [],
): KeptChange {
  return { table, put: (put ?? []).map(toRow), remove: remove.map(key) };
}

/** An instant as milliseconds; null where there is none, or none that can be read. */
function milliseconds(instant: string | null): number | null {
  const value = instant === null ? Number.NaN : Date.parse(instant);
  return Number.isNaN(value) ? null : value;
}
