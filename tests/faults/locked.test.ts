import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sqliteStore } from '@deskbook/core';
import { temporaryFolder } from '../scene/temporary-folder.ts';
import { startProcess } from './processes.ts';

const HOLD = `
  const { DatabaseSync } = require('node:sqlite');
  const database = new DatabaseSync(process.argv[1]);
  database.exec('BEGIN IMMEDIATE');
  console.log('locked');
  process.stdin.once('data', () => { database.exec('ROLLBACK'); database.close(); console.log('released'); process.exit(); });
`;

test('while another program holds the database a commit is refused by name, whole, and made once it lets go', async () => {
  const path = join(temporaryFolder(), 'desk.db');
  const store = sqliteStore(path);
  const at = '2026-03-02T09:00:00.000Z';
  const append = (stream: string) =>
    store.commit({
      expect: { [stream]: store.head(stream) },
      append: [{ stream, at, cause: 'desk', body: { type: 'x' } }],
    });
  await append('run:1');
  const other = startProcess(process.execPath, ['-e', HOLD, path]);
  await other.printed(1);
  const asked = performance.now();
  const refused = await Promise.allSettled(['run:1', 'run:2', 'run:3', 'run:4'].map(append));
  const reason = { name: 'StoreError', code: 'busy' };
  expect(refused).toMatchObject(refused.map(() => ({ status: 'rejected', reason })));
  // It is waited for five seconds, and not once more for each of them: nothing else happens in the process meanwhile.
  expect(performance.now() - asked).toBeLessThan(14_000);
  expect(store.streams('')).toEqual(['run:1']);
  other.process.stdin?.write('go\n');
  await other.printed(2);
  expect(await Promise.all([append('run:1'), append('run:2')])).toMatchObject([{ ok: true }, { ok: true }]);
  expect(store.head('run:1')?.sequence).toBe(2);
  expect(store.verify()).toMatchObject({ ok: true, entries: 3 });
  await store.close();
});
