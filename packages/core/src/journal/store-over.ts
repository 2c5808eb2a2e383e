import { readEntry } from './link-entry.ts';
import { seal } from './seal.ts';
import type { Store } from './store.ts';
import type { ReadTables, Tables } from './tables.ts';
import { SEALED, takeCommit } from './take-commit.ts';
import { verifyChain, verifyTables } from './verify-tables.ts';

/** What a kind of store adds to the rules they share: how a change is made durable, and how it is closed. */
export interface Durability {
  /** False for a store that is only read. */
  readonly writable: boolean;
  /** Runs `change` atomically and resolves once what it did is durable. Changes run one after another, in the order of the calls. */
  atomically<Result>(change: () => Result): Promise<Result>;
  /** Writes what is queued and lets others open it. */
  close(): Promise<void>;
}

/** A store over tables that are written by this process alone: every such store is made by this, so all of them follow the same rules. */
export function storeOver(tables: Tables, durability: Durability): Store {
  let unsealed = SEALED;
  const sealRest = (): boolean => unsealed.latest !== null && seal(tables, unsealed.latest);
  const sealAndClose = async (): Promise<void> => {
    try {
      if (durability.writable) await durability.atomically(sealRest);
    } finally {
      await durability.close();
    }
  };
  let closing: Promise<void> | null = null;
  return {
    ...readsOver(tables),
    commit: (commit) =>
      durability.atomically(() => {
        const taken = takeCommit(tables, unsealed, commit);
        unsealed = taken.unsealed;
        return taken.result;
      }),
    close: () => (closing ??= sealAndClose()),
  };
}

/** The reading half of a store. */
export function readsOver(tables: ReadTables): Omit<Store, 'commit' | 'close'> {
  return {
    ...tables,
    entries: (stream, after = 0, atMost) => tables.rows(stream, after, atMost).map(readEntry),
    verify: (stream) => (stream === undefined ? verifyTables(tables) : verifyChain(tables, stream)),
  };
}
