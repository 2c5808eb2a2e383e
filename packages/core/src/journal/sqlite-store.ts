import { DatabaseSync } from 'node:sqlite';
import { groupCommit } from './group-commit.ts';
import { migrate, schemaVersion } from './migrations.ts';
import { preparedOnce, sqliteReads } from './sqlite-reads.ts';
import { sqliteTables } from './sqlite-tables.ts';
import { StoreError } from './store-error.ts';
import type { Store } from './store.ts';
import { readsOver, storeOver } from './store-over.ts';
import { lockForWriting } from './writer-lock.ts';

/**
 * The embedded store: one SQLite file, one writer. A commit resolves once it is on disk (WAL, `synchronous=FULL`). Other
 * processes may read it at the same time with `readOnly`; their commits are refused. With `snapshot` they read all of it as it was when it was
 * opened, whatever is written meanwhile: for those who look once and compare one thing with another.
 *
 * @throws StoreError `locked`, `not_a_store`, `newer_version`.
 *
 * @example
 * const store = sqliteStore('desk.db');
 */
export function sqliteStore(
  path: string,
  { readOnly = false, snapshot = false }: { readonly readOnly?: boolean; readonly snapshot?: boolean } = {},
): Store {
  return readOnly || snapshot ? openForReading(path, snapshot) : openForWriting(path);
}

function openForWriting(path: string): Store {
  const lock = lockForWriting(path);
  try {
    const database = openDatabase(path, false);
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;');
    // In KiB: pages that every step writes to stay at hand, where 2 MB lets go of them between two steps of a hundred runs.
    database.exec('PRAGMA cache_size = -16000');
    migrate(database);
    const close = (): void => {
      database.close();
      lock.release();
    };
    const { tables, staged } = sqliteTables(preparedOnce(database));
    return storeOver(tables, groupCommit(database, close, staged));
  } catch (error) {
    lock.release();
    throw error;
  }
}

function openForReading(path: string, snapshot: boolean): Store {
  const database = openDatabase(path, true);
  if (schemaVersion(database) === 0) throw new StoreError('not_a_store', `${path} holds no store`);
  const reads = readsOver(sqliteReads(preparedOnce(database)));
  if (snapshot) beginReading(database);
  return {
    ...reads,
    verify: (stream) => {
      if (snapshot) return reads.verify(stream);
      // Heads, entries and seals are of one moment: somebody may be writing.
      beginReading(database);
      try {
        return reads.verify(stream);
      } finally {
        database.exec('COMMIT');
      }
    },
    commit: async () => {
      throw new StoreError('read_only', `${path} was opened for reading only`);
    },
    close: async () => {
      if (database.isOpen) database.close();
    },
  };
}

/** Reads everything as it is now, until the transaction ends. */
function beginReading(database: DatabaseSync): void {
  database.exec('BEGIN');
  // The moment is that of the first read.
  database.prepare('SELECT count(*) FROM sqlite_schema').get();
}

function openDatabase(path: string, readOnly: boolean): DatabaseSync {
  const database = new DatabaseSync(path, { readOnly });
  try {
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    return database;
  } catch {
    database.close();
    throw new StoreError('not_a_store', `${path} is not a database`);
  }
}
