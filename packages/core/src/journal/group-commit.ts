import type { DatabaseSync } from 'node:sqlite';
import type { Durability } from './store-over.ts';
import { StoreError } from './store-error.ts';
import { storeFailure } from './store-failure.ts';

interface Queued {
  /** Runs the change; gives back what tells its caller once it is durable. Throws when the change did. */
  readonly run: () => () => void;
  readonly fail: (reason: unknown) => void;
}

/** What changes have written before it is in the database, and what is remembered of the database. */
export interface Staged {
  /** How often anything was written, staged or not. It only grows. */
  readonly writes: () => number;
  /** Brings what was staged into the database. */
  readonly write: () => void;
  /** Forgets all of it: the database has not taken it. */
  readonly forget: () => void;
}

/**
 * Changes queued in the same tick share one transaction and so one flush to disk. Each is atomic: where one throws half-way, or the
 * transaction fails, all is rolled back and each is made again in a transaction of its own, so that one that fails takes none of the
 * others with it. Nobody is told before what they wrote is on disk.
 */
export function groupCommit(database: DatabaseSync, close: () => void, staged: Staged): Durability {
  let queue: Queued[] = [];
  let closed = false;
  const flush = (): void => {
    const group = queue;
    queue = [];
    if (group.length > 0) flushGroup(database, staged, group);
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

function flushGroup(database: DatabaseSync, staged: Staged, group: readonly Queued[]): void {
  const tell: (() => void)[] = [];
  try {
    database.exec('BEGIN IMMEDIATE');
  } catch (error) {
    // Nothing was tried yet: what keeps the first from it keeps the others, and was waited for long enough.
    for (const { fail } of group) fail(storeFailure(error));
    return;
  }
  try {
    for (const { run, fail } of group) {
      const before = staged.writes();
      try {
        tell.push(run());
      } catch (error) {
        if (staged.writes() !== before) throw error;
        tell.push(() => fail(storeFailure(error)));
      }
    }
    staged.write();
    database.exec('COMMIT');
  } catch (error) {
    staged.forget();
    if (database.isOpen && database.isTransaction) database.exec('ROLLBACK');
    if (group.length > 1) for (const each of group) flushGroup(database, staged, [each]);
    else for (const { fail } of group) fail(storeFailure(error));
    return;
  }
  for (const answer of tell) answer();
}
