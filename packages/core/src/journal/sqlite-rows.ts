import type { TaskRecord } from './store.ts';
import type { KeptRows } from './tables.ts';

/** A statement to be run, and the values it is run with. */
export interface RowToKeep {
  readonly statement: string;
  readonly values: readonly (string | number | null)[];
}

/** What a commit keeps beside chains, runs and checkpoints, as statements. Throws where something is no JSON, before any of them is run. */
export function rowsToKeep(rows: KeptRows): readonly RowToKeep[] {
  const kept: RowToKeep[] = [];
  const keep = (statement: string, ...values: readonly (string | number | null)[]): void =>
    void kept.push({ statement, values });
  for (const task of rows.openTasks ?? []) openTask(keep, task);
  for (const task of rows.closeTasks ?? []) {
    keep('DELETE FROM tasks WHERE task = ?', task);
    keep('DELETE FROM task_assignees WHERE task = ?', task);
  }
  for (const { id, time, facts } of rows.tickets ?? []) {
    keep('INSERT INTO tickets (id, time, facts) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET time = excluded.time, facts = excluded.facts', id, time, JSON.stringify(facts)); // prettier-ignore
  }
  for (const ticket of rows.dropTickets ?? []) keep('DELETE FROM tickets WHERE id = ?', ticket);
  for (const run of rows.dropCheckpoints ?? []) keep('DELETE FROM checkpoints WHERE run = ?', run);
  for (const { hash, json } of rows.bundles ?? []) {
    keep('INSERT INTO bundles VALUES (?, ?) ON CONFLICT DO UPDATE SET json = excluded.json', hash, json);
  }
  for (const letter of rows.deadLetters ?? []) {
    keep('INSERT INTO dead_letters (id, row) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET row = excluded.row', letter.id, JSON.stringify(letter)); // prettier-ignore
  }
  for (const id of rows.dropLetters ?? []) keep('DELETE FROM dead_letters WHERE id = ?', id);
  for (const parked of rows.park ?? []) {
    keep('INSERT INTO parked (id, kind, row) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, row = excluded.row', parked.id, parked.kind, JSON.stringify(parked)); // prettier-ignore
  }
  for (const id of rows.unpark ?? []) keep('DELETE FROM parked WHERE id = ?', id);
  for (const timer of rows.timers ?? []) {
    const due = timer.due === null ? null : Date.parse(timer.due);
    keep('INSERT INTO timers VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET due_ms = excluded.due_ms, row = excluded.row', timer.id, due, JSON.stringify(timer)); // prettier-ignore
  }
  for (const { name, value } of rows.cursors ?? []) {
    keep('INSERT INTO cursors VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value', name, value);
  }
  return kept;
}

function openTask(
  keep: (statement: string, ...values: readonly (string | number | null)[]) => void,
  task: TaskRecord,
): void {
  keep('INSERT INTO tasks (task, run, row) VALUES (?, ?, ?) ON CONFLICT (task) DO UPDATE SET run = excluded.run, row = excluded.row', task.task, task.run, JSON.stringify(task)); // prettier-ignore
  keep('DELETE FROM task_assignees WHERE task = ?', task.task);
  for (const person of new Set(task.assignees)) keep('INSERT INTO task_assignees VALUES (?, ?)', task.task, person);
}
