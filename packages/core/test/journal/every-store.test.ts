import { join } from 'node:path';
import { sqliteStore } from '../../src/index.ts';
import { memoryTables } from '../../src/journal/memory-tables.ts';
import { storeOver } from '../../src/journal/store-over.ts';
import { everyStore } from './every-store.ts';
import { temporaryFolder } from './temporary-folder.ts';

everyStore('in memory', async () => {
  const tables = memoryTables();
  return { open: async () => storeOver(tables, { writable: true, atomically: async (change) => change(), close: async () => {} }) }; // prettier-ignore
});

everyStore('in SQLite', async () => {
  const path = join(temporaryFolder(), 'desk.db');
  return { open: async () => sqliteStore(path) };
});
