import { type Commit, type Store, StoreError, readsOver } from '@deskbook/core/stores';
import type { SessionLimits } from './connection.ts';
import { groupWriter } from './group-writer.ts';
import { migrate, schemaVersion } from './migrations.ts';
import { postgresTables } from './postgres-tables.ts';
import { reach } from './reach.ts';
import { statement } from './statement.ts';
import { synchronousQuery } from './synchronous-query.ts';

/** Which database a store is in, and who writes to it. */
export interface PostgresStoreOptions {
  /** `postgresql://user@host:port/database`. The store is the schema `deskbook` of that database. */
  readonly url: string;
  /** The worker whose lease this process holds: its commits are refused, with StoreError `fenced`, once `deskbook.workers` has it fenced. */
  readonly worker?: string;
  /** The runs that have to be looked at because of a commit: written to `deskbook.turns` in the same transaction. */
  readonly turnsOf?: (commit: Commit) => readonly string[];
  /** Only reads; commits are refused with StoreError `read_only`. */
  readonly readOnly?: boolean;
  /** How long, in milliseconds, a read or a commit tries to reach a server that is away before it fails with `unavailable`; 10,000 unless told. */
  readonly patience?: number;
}

/**
 * A store in PostgreSQL, for many processes at once: the same rules as every other store, decided inside transactions that follow one
 * another whoever makes them. A commit resolves once it is on the server's disk. Reads are synchronous, as everywhere: a read after an
 * awaited commit sees it.
 *
 * @throws StoreError `unavailable`, `not_a_store`, `newer_version`.
 *
 * @example
 * const store = await postgresStore({ url: 'postgresql://localhost/desk' });
 */
export async function postgresStore(options: PostgresStoreOptions): Promise<Store> {
  const { url, readOnly = false, patience = 10_000 } = options;
  await prepare(url, readOnly);
  const query = synchronousQuery({ url, patience, name: 'deskbook reads', limits: READING });
  const reads = readsOver(postgresTables(query.ask));
  const inSnapshot = readsOver(postgresTables((asked, values) => query.ask({ ...asked, once: true }, values)));
  const writer = readOnly
    ? null
    : groupWriter({
        url,
        patience,
        name: 'deskbook writes',
        limits: WRITING,
        worker: options.worker ?? null,
        turnsOf: options.turnsOf ?? (() => []),
      });
  return {
    ...reads,
    commit: (commit) => writer?.commit(commit) ?? refuse(),
    /** At one moment: what others commit meanwhile is neither seen nor missed. */
    verify(stream) {
      query.ask(SNAPSHOT);
      try {
        return inSnapshot.verify(stream);
      } finally {
        query.ask(END);
      }
    },
    async close() {
      try {
        await writer?.close();
      } finally {
        query.close();
      }
    },
  };
}

const SNAPSHOT = statement('snapshot', 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
const END = statement('end', 'ROLLBACK');

const READING: SessionLimits = { connect: 5_000, statement: 30_000, lock: 5_000, idleInTransaction: 60_000 };
/** A process that is stopped in its turn holds up all others: they wait for two seconds, and not longer. */
const WRITING: SessionLimits = { connect: 5_000, statement: 15_000, lock: 10_000, idleInTransaction: 2_000 };

const refuse = (): Promise<never> => Promise.reject(new StoreError('read_only', 'the store was opened for reading only')); // prettier-ignore

/** Brings the schema to the newest version; a store that is only read must have it. */
async function prepare(url: string, readOnly: boolean): Promise<void> {
  const session = await reach(url, 'deskbook');
  try {
    if (!readOnly) await migrate(session);
    else if ((await schemaVersion(session)) === 0) throw new StoreError('not_a_store', 'this database holds no store');
  } finally {
    await session.end();
  }
}
