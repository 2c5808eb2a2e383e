import { StoreError } from '@deskbook/core/stores';
import type { Session } from './connection.ts';

/** A schema of ours in a database. */
export interface Schema {
  readonly name: string;
  /** What it is, for whoever is told that another is in its place. */
  readonly what: string;
  /** The schema that must not be in the same database. */
  readonly apartFrom: string;
  /** Each migration's statements, in order; its number is its place, from 1. One that was released is never changed again. */
  readonly migrations: readonly string[];
}

/** Keys of rows are compared byte by byte (`COLLATE "C"`), as every store compares them. */
const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE deskbook.log (
    one integer PRIMARY KEY CHECK (one = 1),
    entries bigint NOT NULL,
    unsealed bigint NOT NULL,
    latest text
  );
  INSERT INTO deskbook.log VALUES (1, 0, 0, NULL);
  CREATE TABLE deskbook.writers (writer uuid PRIMARY KEY, last_group bigint NOT NULL, at timestamptz NOT NULL DEFAULT now());
  CREATE TABLE deskbook.entries (
    position bigint PRIMARY KEY,
    stream text COLLATE "C" NOT NULL,
    sequence bigint NOT NULL,
    bytes bytea NOT NULL,
    hash text NOT NULL,
    UNIQUE (stream, sequence)
  );
  CREATE TABLE deskbook.heads (stream text COLLATE "C" PRIMARY KEY, sequence bigint NOT NULL, hash text NOT NULL) WITH (fillfactor = 70);
  CREATE TABLE deskbook.seen (source text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL, PRIMARY KEY (source, id));
  CREATE TABLE deskbook.claims (key text COLLATE "C" NOT NULL, holder text COLLATE "C" NOT NULL, until text, PRIMARY KEY (key, holder));
  CREATE TABLE deskbook.checkpoints (run text COLLATE "C" PRIMARY KEY, sequence bigint NOT NULL, state text NOT NULL) WITH (fillfactor = 70);
  CREATE TABLE deskbook.runs (
    number bigserial PRIMARY KEY,
    run text COLLATE "C" NOT NULL UNIQUE,
    ticket text COLLATE "C",
    parent text COLLATE "C",
    ended boolean NOT NULL,
    due_ms bigint,
    ready boolean NOT NULL,
    activated_by text COLLATE "C",
    row text NOT NULL
  ) WITH (fillfactor = 70);
  CREATE INDEX runs_open ON deskbook.runs (number) WHERE NOT ended;
  CREATE INDEX runs_ready ON deskbook.runs (number) WHERE ready;
  CREATE INDEX runs_due ON deskbook.runs (due_ms) WHERE due_ms IS NOT NULL;
  CREATE INDEX runs_by_ticket ON deskbook.runs (ticket) WHERE ticket IS NOT NULL;
  CREATE INDEX runs_by_parent ON deskbook.runs (parent) WHERE parent IS NOT NULL;
  CREATE INDEX runs_by_activation ON deskbook.runs (activated_by) WHERE activated_by IS NOT NULL;
  CREATE TABLE deskbook.tasks (
    number bigserial PRIMARY KEY,
    task text COLLATE "C" NOT NULL UNIQUE,
    run text COLLATE "C" NOT NULL,
    assignees text[] COLLATE "C" NOT NULL,
    row text NOT NULL
  );
  CREATE INDEX tasks_by_run ON deskbook.tasks (run);
  CREATE INDEX tasks_by_assignee ON deskbook.tasks USING gin (assignees);
  CREATE TABLE deskbook.tickets (number bigserial PRIMARY KEY, id text COLLATE "C" NOT NULL UNIQUE, time text NOT NULL, facts text NOT NULL);
  CREATE TABLE deskbook.bundles (hash text COLLATE "C" PRIMARY KEY, json bytea NOT NULL);
  CREATE TABLE deskbook.dead_letters (number bigserial PRIMARY KEY, id text COLLATE "C" NOT NULL UNIQUE, row text NOT NULL);
  CREATE TABLE deskbook.parked (number bigserial PRIMARY KEY, id text COLLATE "C" NOT NULL UNIQUE, kind text COLLATE "C" NOT NULL, row text NOT NULL);
  CREATE INDEX parked_by_kind ON deskbook.parked (kind, number);
  CREATE TABLE deskbook.timers (id text COLLATE "C" PRIMARY KEY, due_ms bigint, row text NOT NULL);
  CREATE INDEX timers_due ON deskbook.timers (due_ms, id) WHERE due_ms IS NOT NULL;
  CREATE TABLE deskbook.cursors (name text COLLATE "C" PRIMARY KEY, value text NOT NULL);
  CREATE TABLE deskbook.workers (worker text COLLATE "C" PRIMARY KEY, beat_at timestamptz NOT NULL DEFAULT now(), fenced boolean NOT NULL DEFAULT false);
  CREATE TABLE deskbook.turns (number bigserial PRIMARY KEY, run text COLLATE "C" NOT NULL);
  CREATE INDEX turns_by_run ON deskbook.turns (run, number);
  `,
];

/** The journal. */
export const JOURNAL: Schema = {
  name: 'deskbook',
  what: 'a store',
  apartFrom: 'deskbook_keys',
  migrations: MIGRATIONS,
};

/** Whoever migrates holds this lock of the database until it is done: processes that start at once do not get in each other's way. */
const MIGRATION_LOCK = 0x44_4b_42_4b;

/**
 * Brings a schema of a database to the newest version, in one transaction.
 *
 * @throws StoreError `not_a_store` for a schema of that name that is another program's, and for a database it must not be in; `newer_version`
 *   for one this version does not know.
 */
export async function migrate(client: Session, schema: Schema = JOURNAL): Promise<void> {
  const { name, migrations } = schema;
  await client.query('BEGIN');
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    const version = await schemaVersion(client, schema);
    if (version === 0) await client.query(`CREATE SCHEMA ${name}; CREATE TABLE ${name}.migrations (number integer PRIMARY KEY)`); // prettier-ignore
    for (const [index, statements] of migrations.entries()) {
      if (index < version) continue;
      await client.query(statements);
      await client.query(`INSERT INTO ${name}.migrations VALUES ($1)`, [index + 1]);
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}

/**
 * How many migrations a schema has had; 0 where it is not there yet.
 *
 * @throws StoreError `not_a_store`, `newer_version`.
 */
export async function schemaVersion(client: Session, schema: Schema = JOURNAL): Promise<number> {
  const { name, what, apartFrom, migrations } = schema;
  const found = await client.query<{ schema: string | null; migrations: string | null; beside: string | null }>(
    `SELECT to_regnamespace($1)::text AS schema, to_regclass($1 || '.migrations')::text AS migrations, to_regnamespace($2)::text AS beside`,
    [name, apartFrom],
  );
  const [row] = found.rows;
  if (row !== undefined && row.beside !== null) {
    const why = 'a backup of the journal would have them in it, and bring back what was erased';
    throw new StoreError('not_a_store', `keys and journal lie in databases apart, and ${apartFrom} is in this one: ${why}`); // prettier-ignore
  }
  if (row === undefined || row.schema === null) return 0;
  if (row.migrations === null)
    throw new StoreError('not_a_store', `the schema ${name} of this database is not ${what}`);
  const { rows } = await client.query<{ version: number }>(`SELECT coalesce(max(number), 0) AS version FROM ${name}.migrations`); // prettier-ignore
  const version = rows[0]?.version ?? 0;
  if (version > migrations.length) {
    throw new StoreError('newer_version', `the schema ${name} has version ${version}; this version knows up to ${migrations.length}`); // prettier-ignore
  }
  return version;
}
