import type { Desk, DeskOptions } from '../../desk/desk.ts';
import { openDesk } from '../../desk/open-desk.ts';
import { memoryStore } from '../../journal/memory-store.ts';
import type { Store } from '../../journal/store.ts';

/** Where a test's desk keeps what it does, and how a process over that is opened: the same test runs on any. */
export interface TestHost {
  /** What is on record, whichever process wrote it. */
  readonly store: Store;
  /** A process over the store. Opened once more, the one before is dead: whatever it held in memory is gone. */
  readonly open: (options: Omit<DeskOptions, 'store'>) => Promise<Desk>;
  /** Ends it all. */
  readonly close: () => Promise<void>;
}

/** One process at a time, over a store. */
export function hostOver(store: Store): TestHost {
  let desk: Desk | null = null;
  return {
    store,
    open: async (options) => (desk = await openDesk({ ...options, store })),
    close: async () => (desk === null ? store.close() : desk.close()),
  };
}

/** A host whose store is in memory. */
export const inMemory = (): TestHost => hostOver(memoryStore());
