import { memoryTables } from './memory-tables.ts';
import type { Store } from './store.ts';
import { storeOver } from './store-over.ts';

/**
 * A store in memory, for tests and for trying things out: the same rules as `sqliteStore`, and nothing survives the process.
 *
 * @example
 * const store = memoryStore();
 * await store.commit({ expect: { desk: null }, append: [{ stream: 'desk', at, cause: 'desk', body: { type: 'opened' } }] });
 */
export function memoryStore(): Store {
  return storeOver(memoryTables(), {
    writable: true,
    atomically: async (change) => change(),
    close: async () => {},
  });
}
