import { existsSync, realpathSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from './store-error.ts';

/**
 * Makes this process the only writer of a store, until released. Held as a lock of the operating system on a file beside the
 * store, so that it ends with the process however that ends.
 *
 * @throws StoreError `locked` while another holds it.
 */
export function lockForWriting(path: string): { readonly release: () => void } {
  // Under whatever name: a link to a store is that store.
  const lock = new DatabaseSync(`${existsSync(path) ? realpathSync(path) : path}-writer`);
  try {
    lock.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE;');
  } catch {
    lock.close();
    throw new StoreError('locked', `${path} is open for writing in another place; one store has one writer`);
  }
  return { release: () => lock.close() };
}
