import { beforeAll } from 'vitest';
import { postgresStore } from '@deskbook/dbos';
import { everyStore } from '../../../core/test/journal/every-store.ts';
import { testDatabase, withDatabase } from '../postgres/test-database.ts';

let url = '';
beforeAll(async () => {
  url = await testDatabase();
});

everyStore(
  'in PostgreSQL',
  async () => {
    await withDatabase(url, (database) => database.query('DROP SCHEMA IF EXISTS deskbook CASCADE'));
    return { open: () => postgresStore({ url }) };
  },
  15,
);
