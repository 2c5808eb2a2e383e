import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { type Commit, StoreError, sqliteStore } from '../../src/index.ts';
import { groupCommit } from '../../src/journal/group-commit.ts';
import { migrate } from '../../src/journal/migrations.ts';
import { temporaryFolder } from './temporary-folder.ts';

const at = '2026-03-27T14:00:00.000Z';
const first = (stream: string, body: object = {}): Commit => ({
  expect: { [stream]: null },
  append: [{ stream, at, cause: 'desk', body: { type: 'x', ...body } }],
});

const errorOf = (open: () => unknown): unknown => {
  try {
    return open();
  } catch (error) {
    return error instanceof StoreError ? error.code : error;
  }
};

test('one writer: a second one is refused, readers are not, and the lock ends with the store', async () => {
  const path = join(temporaryFolder(), 'desk.db');
  const store = sqliteStore(path);
  await store.commit(first('run:1'));
  expect(errorOf(() => sqliteStore(path))).toBe('locked');
  const reader = sqliteStore(path, { readOnly: true });
  expect(reader.streams('run:')).toEqual(['run:1']);
  await store.commit(first('run:2'));
  expect(reader.streams('run:')).toEqual(['run:1', 'run:2']);
  await expect(reader.commit(first('run:3'))).rejects.toThrow(/reading only/u);
  await reader.close();
  await store.close();
  await sqliteStore(path).close();
});

test('what is not a store is not opened', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'text.db'), 'this is a text, and long enough not to be taken for an empty database file');
  expect(errorOf(() => sqliteStore(join(folder, 'text.db')))).toBe('not_a_store');
  const other = new DatabaseSync(join(folder, 'other.db'));
  other.exec('CREATE TABLE t (x)');
  other.close();
  expect(errorOf(() => sqliteStore(join(folder, 'other.db')))).toBe('not_a_store');
  new DatabaseSync(join(folder, 'empty.db')).close();
  writeFileSync(join(folder, 'empty.db'), '');
  expect(errorOf(() => sqliteStore(join(folder, 'empty.db'), { readOnly: true }))).toBe('not_a_store');
});

test('a store of a newer version is left alone', async () => {
  const path = join(temporaryFolder(), 'desk.db');
  await sqliteStore(path).close();
  const database = new DatabaseSync(path);
  database.exec('INSERT INTO migrations VALUES (99)');
  database.close();
  expect(errorOf(() => sqliteStore(path))).toBe('newer_version');
});

test('a migration that is added runs once, on what is there', async () => {
  const database = new DatabaseSync(join(temporaryFolder(), 'm.db'));
  migrate(database, ['CREATE TABLE a (x)']);
  migrate(database, ['CREATE TABLE a (x)', 'CREATE TABLE b (x)']);
  migrate(database, ['CREATE TABLE a (x)', 'CREATE TABLE b (x)']);
  expect(database.prepare('SELECT number FROM migrations').all()).toHaveLength(2);
  database.close();
});

test('a database without room says so by name, and takes what fits once more', async () => {
  const database = new DatabaseSync(join(temporaryFolder(), 'small.db'));
  database.exec('CREATE TABLE t (x); PRAGMA max_page_count = 4;');
  let asked = 0;
  const staged = { writes: () => (asked += 1), write: () => {}, forget: () => {} };
  const { atomically, close } = groupCommit(database, () => database.close(), staged);
  const insert = (bytes: number) => atomically(() => database.prepare('INSERT INTO t VALUES (zeroblob(?))').run(bytes));
  await expect(insert(40_000)).rejects.toMatchObject({ name: 'StoreError', code: 'full' });
  await expect(insert(40)).resolves.toMatchObject({ changes: 1 });
  await close();
});

test('a database that fails tells everybody whose commit was on its way', async () => {
  const database = new DatabaseSync(join(temporaryFolder(), 'x.db'));
  const { atomically } = groupCommit(database, () => {}, { writes: () => 0, write: () => {}, forget: () => {} });
  const queued = Promise.allSettled([atomically(() => 1), atomically(() => 2)]);
  database.close();
  expect((await queued).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});

test('closing writes what is queued, and nothing is taken afterwards', async () => {
  const path = join(temporaryFolder(), 'desk.db');
  const store = sqliteStore(path);
  const queued = store.commit(first('run:1'));
  await store.close();
  expect(await queued).toMatchObject({ ok: true });
  await expect(store.commit(first('run:2'))).rejects.toThrow(/closed/u);
  await store.close();
  const again = sqliteStore(path);
  expect(again.verify()).toMatchObject({ ok: true, entries: 2, seals: 1 });
  await again.close();
});

test('a process killed between commits leaves a store that verifies, with everything it had acknowledged', async () => {
  const path = join(temporaryFolder(), 'desk.db');
  const child = spawn(process.execPath, ['--conditions=@deskbook/source', join(import.meta.dirname, 'commit-forever.ts'), path]); // prettier-ignore
  const acknowledged: string[] = [];
  let buffer = '';
  await new Promise<void>((resolve, reject) => {
    child.stderr.on('data', (data: Buffer) => reject(new Error(data.toString())));
    child.stdout.on('data', (data: Buffer) => {
      buffer += data.toString();
      if (buffer.split('\n').length > 400) child.kill('SIGKILL');
    });
    child.on('close', () => resolve());
  });
  acknowledged.push(...buffer.split('\n').slice(0, -1));
  expect(acknowledged.length).toBeGreaterThan(300);
  const store = sqliteStore(path);
  expect(store.verify()).toMatchObject({ ok: true });
  const streams = new Set(store.streams('run:'));
  expect(acknowledged.filter((stream) => !streams.has(stream))).toEqual([]);
  await store.close();
});
