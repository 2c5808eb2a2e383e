import type { StatementSync } from 'node:sqlite';
import { activatedByOf } from './record-filter.ts';
import type { RunRecord, TaskRecord } from './store.ts';
import type { KeptRows } from './tables.ts';

type Prepared = (sql: string) => StatementSync;

/** Writes the rows of a commit that are kept beside the chains. */
export function keepRows(sql: Prepared, rows: KeptRows): void {
  for (const { run, sequence, state } of rows.checkpoints ?? []) {
    sql('INSERT INTO checkpoints VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET sequence = excluded.sequence, state = excluded.state').run(run, sequence, JSON.stringify(state)); // prettier-ignore
  }
  for (const run of rows.runs ?? []) keepRun(sql, run);
  for (const task of rows.openTasks ?? []) openTask(sql, task);
  for (const task of rows.closeTasks ?? []) closeTask(sql, task);
  for (const { id, time, facts } of rows.tickets ?? []) {
    sql('INSERT INTO tickets (id, time, facts) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET time = excluded.time, facts = excluded.facts').run(id, time, JSON.stringify(facts)); // prettier-ignore
  }
  for (const ticket of rows.dropTickets ?? []) sql('DELETE FROM tickets WHERE id = ?').run(ticket);
  for (const run of rows.dropCheckpoints ?? []) sql('DELETE FROM checkpoints WHERE run = ?').run(run);
  for (const { hash, json } of rows.bundles ?? []) {
    sql('INSERT INTO bundles VALUES (?, ?) ON CONFLICT DO UPDATE SET json = excluded.json').run(hash, json);
  }
  for (const letter of rows.deadLetters ?? []) {
    sql('INSERT INTO dead_letters (id, row) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET row = excluded.row').run(letter.id, JSON.stringify(letter)); // prettier-ignore
  }
  for (const id of rows.dropLetters ?? []) sql('DELETE FROM dead_letters WHERE id = ?').run(id);
  for (const parked of rows.park ?? []) {
    sql('INSERT INTO parked (id, kind, row) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, row = excluded.row').run(parked.id, parked.kind, JSON.stringify(parked)); // prettier-ignore
  }
  for (const id of rows.unpark ?? []) sql('DELETE FROM parked WHERE id = ?').run(id);
  for (const { name, value } of rows.cursors ?? []) {
    sql('INSERT INTO cursors VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value').run(name, value);
  }
}

function keepRun(sql: Prepared, run: RunRecord): void {
  const due = run.due === null ? null : Date.parse(run.due);
  sql(`INSERT INTO runs (run, workflow, ticket, parent, ended, due_ms, activated_by, row) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (run) DO UPDATE SET workflow = excluded.workflow, ticket = excluded.ticket, parent = excluded.parent,
      ended = excluded.ended, due_ms = excluded.due_ms, activated_by = excluded.activated_by, row = excluded.row`).run(
    run.run,
    run.workflow,
    run.ticket,
    run.parent,
    run.status === 'ended' ? 1 : 0,
    due,
    activatedByOf(run),
    JSON.stringify(run),
  );
}

function openTask(sql: Prepared, task: TaskRecord): void {
  sql('INSERT INTO tasks (task, run, row) VALUES (?, ?, ?) ON CONFLICT (task) DO UPDATE SET run = excluded.run, row = excluded.row').run(task.task, task.run, JSON.stringify(task)); // prettier-ignore
  sql('DELETE FROM task_assignees WHERE task = ?').run(task.task);
  for (const person of new Set(task.assignees)) sql('INSERT INTO task_assignees VALUES (?, ?)').run(task.task, person);
}

function closeTask(sql: Prepared, task: string): void {
  sql('DELETE FROM tasks WHERE task = ?').run(task);
  sql('DELETE FROM task_assignees WHERE task = ?').run(task);
}
