import { afterAll, beforeAll } from 'vitest';
import { postgresStore } from '@deskbook/dbos';
import { everyStore } from '../../../core/test/journal/every-store.ts';
import { type Emptying, emptying } from '../postgres/emptied.ts';
import { testDatabase } from '../postgres/test-database.ts';

let url = '';
let emptied: Emptying;
beforeAll(async () => {
  url = await testDatabase();
  emptied = await emptying(url);
});
afterAll(() => emptied.end());

everyStore(
  'in PostgreSQL',
  async () => {
    await emptied.empty();
    return { open: () => postgresStore({ url }) };
  },
  15,
);
