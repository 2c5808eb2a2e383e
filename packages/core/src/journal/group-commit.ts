import type { DatabaseSync } from 'node:sqlite';
import type { Durability } from './store-over.ts';
import { StoreError } from './store-error.ts';

interface Queued {
  /** Runs the change; gives back what tells its caller once it is durable. Throws when the change did. */
  readonly run: () => () => void;
  readonly fail: (reason: unknown) => void;
}

/**
 * Changes queued in the same tick share one transaction and so one flush to disk. Each is atomic by a savepoint of its own:
 * one that fails takes none of the others with it. Nobody is told before the transaction is on disk.
 */
export function groupCommit(database: DatabaseSync, close: () => void): Durability {
  let queue: Queued[] = [];
  let closed = false;
  const flush = (): void => {
    const group = queue;
    queue = [];
    if (group.length > 0) flushGroup(database, group);
  };
  return {
    writable: true,
    atomically: <Result>(change: () => Result) =>
      new Promise<Result>((resolve, reject) => {
        if (closed) {
          reject(new StoreError('closed', 'the store is closed'));
          return;
        }
        const run = (): (() => void) => {
          const result = change();
          return () => resolve(result);
        };
        if (queue.push({ run, fail: reject }) === 1) setImmediate(flush);
      }),
    close: async () => {
      flush();
      closed = true;
      close();
    },
  };
}

function flushGroup(database: DatabaseSync, group: readonly Queued[]): void {
  const tell: (() => void)[] = [];
  try {
    database.exec('BEGIN IMMEDIATE');
    for (const { run, fail } of group) {
      database.exec('SAVEPOINT one');
      try {
        tell.push(run());
        database.exec('RELEASE one');
      } catch (error) {
        database.exec('ROLLBACK TO one; RELEASE one');
        tell.push(() => fail(error));
      }
    }
    database.exec('COMMIT');
  } catch (error) {
    if (database.isOpen && database.isTransaction) database.exec('ROLLBACK');
    for (const { fail } of group) fail(error);
    return;
  }
  for (const answer of tell) answer();
}
