import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { sqliteStore } from './sqlite-store.ts';

/** How large a store's file was, and is, in bytes. */
export interface Compaction {
  readonly before: number;
  readonly after: number;
}

/**
 * Gives back the room that was freed and empties the write-ahead log. No entry is touched. Nobody else may write meanwhile.
 *
 * @throws StoreError `locked` while a desk has it open, `not_a_store`, `newer_version`.
 */
export async function compactStore(path: string): Promise<Compaction> {
  const store = sqliteStore(path);
  try {
    const database = new DatabaseSync(path);
    try {
      database.exec('PRAGMA busy_timeout = 5000; PRAGMA wal_checkpoint(TRUNCATE)');
      const before = statSync(path).size;
      database.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE)');
      return { before, after: statSync(path).size };
    } finally {
      database.close();
    }
  } finally {
    await store.close();
  }
}
