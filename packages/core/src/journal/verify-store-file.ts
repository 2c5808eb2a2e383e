import { DatabaseSync } from 'node:sqlite';
import { sqliteStore } from './sqlite-store.ts';
import type { Verification } from './store.ts';

/** Whether a store's file is sound as a database and its chains are intact, or the first thing that is wrong. */
export type StoreFileVerification =
  | Verification
  /** The database itself is damaged: pages, indexes or free lists. `problem` is what SQLite says. */
  | { readonly ok: false; readonly stream: null; readonly sequence: null; readonly problem: string };

/**
 * Checks a store's file page by page, as SQLite does, and then its chains, entry by entry. Reads only; a desk may be working on it.
 *
 * @throws StoreError `not_a_store`, `newer_version`.
 */
export async function verifyStoreFile(path: string): Promise<StoreFileVerification> {
  const problem = damage(path);
  if (problem !== null) return { ok: false, stream: null, sequence: null, problem };
  const store = sqliteStore(path, { snapshot: true });
  try {
    return store.verify();
  } finally {
    await store.close();
  }
}

/** What SQLite finds wrong with a database; null: nothing, or it is no database at all, which is for whoever opens it to say. */
function damage(path: string): string | null {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    const found = database.prepare('PRAGMA integrity_check(1)').get()?.['integrity_check'];
    return found === 'ok' ? null : String(found);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return problem === 'file is not a database' ? null : problem;
  } finally {
    database.close();
  }
}
