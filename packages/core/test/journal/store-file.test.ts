import { copyFileSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backUpStore, compactStore, sqliteStore, verifyStoreFile } from '@deskbook/core/journal';
import type { Store } from '@deskbook/core/journal';
import { temporaryFolder } from './temporary-folder.ts';

const at = '2026-03-02T09:00:00Z';

async function append(store: Store, number: number, text = ''): Promise<void> {
  const stream = `ticket:T-${number % 50}`;
  const body = { type: 'noted', number, text };
  await store.commit({ expect: { [stream]: store.head(stream) }, append: [{ stream, at, cause: 'desk', body }] });
}

async function filled(path: string, entries = 200): Promise<Store> {
  const store = sqliteStore(path);
  for (let number = 0; number < entries; number += 1) await append(store, number, 'x'.repeat(500));
  return store;
}

test('a backup is whole while a desk goes on writing, and holds nothing that came after', async () => {
  const folder = temporaryFolder();
  const store = await filled(join(folder, 'desk.db'));
  const writing = Promise.all(Array.from({ length: 20 }, (_, number) => append(store, 1_000 + number * 51)));
  const made = await backUpStore(join(folder, 'desk.db'), join(folder, 'copy.db'));
  await writing;
  const copy = await verifyStoreFile(made.path);
  expect(copy).toMatchObject({ ok: true, entries: 200 });
  expect(made.bytes).toBe(readFileSync(made.path).length);
  await store.close();
  expect(await verifyStoreFile(join(folder, 'desk.db'))).toMatchObject({ ok: true });
  expect(readdirSync(folder).filter((name) => name.includes('unfinished'))).toEqual([]);
});

test('a desk goes on from a backup', async () => {
  const folder = temporaryFolder();
  await (await filled(join(folder, 'desk.db'), 3)).close();
  const { path } = await backUpStore(join(folder, 'desk.db'), join(folder, 'copy.db'));
  const copy = sqliteStore(path);
  await append(copy, 1);
  expect(copy.head('ticket:T-1')?.sequence).toBe(2);
  await copy.close();
});

test('nothing is overwritten, and what was left unfinished is begun anew', async () => {
  const folder = temporaryFolder();
  const from = join(folder, 'desk.db');
  await (await filled(from, 3)).close();
  writeFileSync(join(folder, 'taken.db'), 'something else');
  await expect(backUpStore(from, join(folder, 'taken.db'))).rejects.toMatchObject({ code: 'exists' });
  expect(readFileSync(join(folder, 'taken.db'), 'utf8')).toBe('something else');
  writeFileSync(join(folder, 'copy.db.unfinished'), 'torn');
  await backUpStore(from, join(folder, 'copy.db'));
  expect(await verifyStoreFile(join(folder, 'copy.db'))).toMatchObject({ ok: true, entries: expect.any(Number) });
});

test('what is no store is not copied', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'notes.txt'), 'not a database, however long this text may be');
  await expect(backUpStore(join(folder, 'notes.txt'), join(folder, 'copy.db'))).rejects.toMatchObject({
    code: 'not_a_store',
  });
  expect(existsSync(join(folder, 'copy.db'))).toBe(false);
});

test('compacting changes no entry, and is refused while a desk has the store', async () => {
  const path = join(temporaryFolder(), 'desk.db');
  const store = await filled(path);
  const before = store.entries('ticket:T-7');
  await expect(compactStore(path)).rejects.toMatchObject({ code: 'locked' });
  await store.close();
  const { after } = await compactStore(path);
  expect(after).toBe(readFileSync(path).length);
  const again = sqliteStore(path, { readOnly: true });
  expect(again.entries('ticket:T-7')).toEqual(before);
  expect(again.verify()).toMatchObject({ ok: true });
  await again.close();
});

test('a damaged page is found, and so is a changed entry in a sound file', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'desk.db');
  await (await filled(path)).close();
  const torn = join(folder, 'torn.db');
  copyFileSync(path, torn);
  const bytes = readFileSync(torn);
  bytes.fill(0xff, bytes.length - 4096 * 3, bytes.length - 4096);
  writeFileSync(torn, bytes);
  expect(await verifyStoreFile(torn)).toMatchObject({ ok: false });
  const changed = join(folder, 'changed.db');
  const text = readFileSync(path).toString('latin1').replace('"number":7,', '"number":8,');
  writeFileSync(changed, text, 'latin1');
  expect(await verifyStoreFile(changed)).toMatchObject({ ok: false, stream: 'ticket:T-7', sequence: 1 });
});

test('a snapshot is read as it was when it was opened, whatever is written meanwhile; any other reader sees it', async () => {
  const path = join(temporaryFolder(), 'desk.db');
  const store = await filled(path, 10);
  const then = sqliteStore(path, { snapshot: true });
  const now = sqliteStore(path, { readOnly: true });
  for (let number = 0; number < 100; number += 1) await append(store, number);
  expect(then.verify()).toMatchObject({ ok: true, entries: 10 });
  expect(now.verify()).toMatchObject({ ok: true, entries: 110 });
  expect(then.head('ticket:T-0')).toMatchObject({ sequence: 1 });
  await expect(then.commit({ expect: {}, append: [] })).rejects.toMatchObject({ code: 'read_only' });
  await Promise.all([then.close(), now.close(), store.close()]);
});
