import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sqliteStore } from './sqlite-store.ts';
import { StoreError } from './store-error.ts';

/** A copy of a store, whole and on disk. */
export interface Backup {
  readonly path: string;
  readonly bytes: number;
}

/**
 * Copies a store while a desk works on it: everything that was committed when it began, and nothing after. The copy appears under its
 * name only once it is on disk, so that what is there is whole. Nothing is overwritten.
 *
 * @throws StoreError `not_a_store`, `newer_version`, or `exists` where something of that name is there already.
 */
export async function backUpStore(from: string, into: string): Promise<Backup> {
  if (existsSync(into)) throw new StoreError('exists', `${into} is there already; a backup overwrites nothing`);
  await sqliteStore(from, { readOnly: true }).close();
  const unfinished = `${into}.unfinished`;
  rmSync(unfinished, { force: true });
  const database = new DatabaseSync(from, { readOnly: true });
  try {
    database.prepare('VACUUM INTO ?').run(unfinished);
  } finally {
    database.close();
  }
  flush(unfinished);
  renameSync(unfinished, into);
  flush(dirname(into));
  return { path: into, bytes: statSync(into).size };
}

/** What is flushed, a file or a folder's list of names, survives a loss of power. */
function flush(path: string): void {
  const file = openSync(path, 'r');
  fsyncSync(file);
  closeSync(file);
}
