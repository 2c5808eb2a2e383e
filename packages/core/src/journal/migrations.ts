import type { DatabaseSync } from 'node:sqlite';
import { StoreError } from './store-error.ts';

/** Each migration's statements, in order; its number is its place, from 1. One that was released is never changed again. */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE entries (
    position INTEGER PRIMARY KEY,
    stream TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    hash TEXT NOT NULL,
    UNIQUE (stream, sequence)
  );
  CREATE TABLE heads (stream TEXT PRIMARY KEY, sequence INTEGER NOT NULL, hash TEXT NOT NULL, position INTEGER NOT NULL) WITHOUT ROWID;
  CREATE INDEX heads_by_position ON heads (position);
  CREATE TABLE totals (one INTEGER PRIMARY KEY CHECK (one = 1), entries INTEGER NOT NULL);
  INSERT INTO totals VALUES (1, 0);
  CREATE TABLE seen (source TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (source, id)) WITHOUT ROWID;
  CREATE TABLE claims (key TEXT NOT NULL, holder TEXT NOT NULL, until TEXT, PRIMARY KEY (key, holder)) WITHOUT ROWID;
  CREATE TABLE checkpoints (run TEXT PRIMARY KEY, sequence INTEGER NOT NULL, state TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE runs (
    number INTEGER PRIMARY KEY,
    run TEXT NOT NULL UNIQUE,
    workflow TEXT NOT NULL,
    ticket TEXT,
    parent TEXT,
    ended INTEGER NOT NULL,
    due_ms INTEGER,
    row TEXT NOT NULL
  );
  CREATE INDEX runs_open ON runs (ended) WHERE ended = 0;
  CREATE INDEX runs_due ON runs (due_ms) WHERE due_ms IS NOT NULL;
  CREATE INDEX runs_by_ticket ON runs (ticket);
  CREATE INDEX runs_by_parent ON runs (parent);
  CREATE TABLE tasks (number INTEGER PRIMARY KEY, task TEXT NOT NULL UNIQUE, run TEXT NOT NULL, row TEXT NOT NULL);
  CREATE INDEX tasks_by_run ON tasks (run);
  CREATE TABLE task_assignees (task TEXT NOT NULL, person TEXT NOT NULL, PRIMARY KEY (person, task)) WITHOUT ROWID;
  CREATE INDEX task_assignees_by_task ON task_assignees (task);
  CREATE TABLE tickets (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, time TEXT NOT NULL, facts TEXT NOT NULL);
  CREATE TABLE bundles (hash TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE dead_letters (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, row TEXT NOT NULL);
  CREATE TABLE parked (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, row TEXT NOT NULL);
  CREATE INDEX parked_by_kind ON parked (kind);
  CREATE TABLE cursors (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  `,
  `
  ALTER TABLE runs ADD COLUMN activated_by TEXT;
  CREATE INDEX runs_by_activation ON runs (activated_by) WHERE activated_by IS NOT NULL;
  `,
  // Chains are numbered: what is written of many runs at once lies side by side, however their ids are spelled. Checkpoints, which are
  // long, are found by an index of their own.
  `
  CREATE TABLE chains (number INTEGER PRIMARY KEY, stream TEXT NOT NULL UNIQUE, sequence INTEGER, hash TEXT);
  INSERT INTO chains (stream, sequence, hash) SELECT stream, sequence, hash FROM heads ORDER BY position;
  INSERT OR IGNORE INTO chains (stream) SELECT stream FROM entries;
  CREATE TABLE links (
    position INTEGER PRIMARY KEY,
    chain INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    hash TEXT NOT NULL,
    UNIQUE (chain, sequence)
  );
  INSERT INTO links SELECT position, number, entries.sequence, bytes, entries.hash
    FROM entries JOIN chains USING (stream) ORDER BY position;
  DROP TABLE entries;
  DROP TABLE heads;
  ALTER TABLE links RENAME TO entries;
  ALTER TABLE chains RENAME TO heads;
  CREATE TABLE states (number INTEGER PRIMARY KEY, run TEXT NOT NULL UNIQUE, sequence INTEGER NOT NULL, state TEXT NOT NULL);
  INSERT INTO states (run, sequence, state) SELECT run, sequence, state FROM checkpoints;
  DROP TABLE checkpoints;
  ALTER TABLE states RENAME TO checkpoints;
  ALTER TABLE runs ADD COLUMN ready INTEGER NOT NULL DEFAULT 1;
  CREATE INDEX runs_ready ON runs (ready) WHERE ready = 1 AND ended = 0;
  `,
  `
  CREATE TABLE timers (id TEXT PRIMARY KEY, due_ms INTEGER, row TEXT NOT NULL);
  CREATE INDEX timers_due ON timers (due_ms, id) WHERE due_ms IS NOT NULL;
  `,
];

/** Marks a file as a Deskbook store (`DKBK`). */
const APPLICATION_ID = 0x44_4b_42_4b;

/**
 * Brings a database to the newest schema, each migration in a transaction of its own.
 *
 * @throws StoreError `not_a_store` for another program's database, `newer_version` for one this version does not know.
 */
export function migrate(database: DatabaseSync, migrations: readonly string[] = MIGRATIONS): void {
  const version = schemaVersion(database);
  if (version > migrations.length) {
    throw new StoreError(
      'newer_version',
      `the store has schema ${version}; this version knows up to ${migrations.length}`,
    );
  }
  for (const [index, statements] of migrations.entries()) {
    if (index < version) continue;
    database.exec(`BEGIN IMMEDIATE;
      CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY);
      ${statements};
      INSERT INTO migrations VALUES (${index + 1});
      PRAGMA application_id = ${APPLICATION_ID};
      COMMIT;`);
  }
}

/** How many migrations a database has had; 0 for an empty file. */
export function schemaVersion(database: DatabaseSync): number {
  const tables = database.prepare("SELECT count(*) AS n FROM sqlite_schema WHERE type = 'table'").get();
  if (Number(tables?.['n']) === 0) return 0;
  const id = database.prepare('PRAGMA application_id').get();
  if (Number(id?.['application_id']) !== APPLICATION_ID) {
    throw new StoreError('not_a_store', 'the file is a database of another program');
  }
  return Number(database.prepare('SELECT max(number) AS n FROM migrations').get()?.['n']);
}
