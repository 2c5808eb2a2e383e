import { applyCommit } from './apply-commit.ts';
import { readEntry } from './link-entry.ts';
import { seal } from './seal.ts';
import type { Commit, CommitResult, Store } from './store.ts';
import type { Tables } from './tables.ts';
import { verifyChain, verifyTables } from './verify-tables.ts';

/** How many commits go into the store before it is sealed again. */
export const COMMITS_PER_SEAL = 256;

/** What a kind of store adds to the rules they share: how a change is made durable, and how it is closed. */
export interface Durability {
  /** False for a store that is only read. */
  readonly writable: boolean;
  /** Runs `change` atomically and resolves once what it did is durable. Changes run one after another, in the order of the calls. */
  atomically<Result>(change: () => Result): Promise<Result>;
  close(): Promise<void>;
}

/** A store over tables: every store is made by this, so all of them follow the same rules. */
export function storeOver(tables: Tables, durability: Durability): Store {
  let unsealed = 0;
  let latest: string | null = null;
  const apply = (commit: Commit): CommitResult => {
    const result = applyCommit(tables, commit);
    if (!result.ok) return result;
    unsealed += 1;
    latest = commit.append.at(-1)?.at ?? latest;
    if (unsealed >= COMMITS_PER_SEAL && latest !== null) {
      seal(tables, latest);
      unsealed = 0;
    }
    return result;
  };
  const sealAndClose = async (): Promise<void> => {
    if (durability.writable) await durability.atomically(() => latest !== null && seal(tables, latest));
    await durability.close();
  };
  let closing: Promise<void> | null = null;
  return {
    ...tables,
    commit: (commit) => durability.atomically(() => apply(commit)),
    entries: (stream, after = 0, atMost) => tables.rows(stream, after, atMost).map(readEntry),
    verify: (stream) => (stream === undefined ? verifyTables(tables) : verifyChain(tables, stream)),
    close: () => (closing ??= sealAndClose()),
  };
}
