import { join } from 'node:path';
import { sqliteStore } from '../../src/index.ts';
import { fileKeys, privateStore } from '../../src/privacy/index.ts';
import { everyStore } from '../journal/every-store.ts';
import { temporaryFolder } from '../journal/temporary-folder.ts';

everyStore(
  'whose contents are sealed',
  async () => {
    const path = join(temporaryFolder(), 'store.db');
    return { open: async () => privateStore(sqliteStore(path), { keys: fileKeys(`${path}.keys`) }) };
  },
  15,
);
