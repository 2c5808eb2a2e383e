import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { sqliteStore, type Store, verifyStoreFile } from '@deskbook/core';
import { temporaryFolder } from '../scene/temporary-folder.ts';

const folder = temporaryFolder();
const at = '2026-03-02T09:00:00.000Z';
const append = (store: Store, stream: string, number: number) =>
  store.commit({ expect: { [stream]: store.head(stream) }, append: [{ stream, at, cause: 'desk', body: { type: 'x', number, text: 'x'.repeat(700) } }] }); // prettier-ignore

/** Everything in a store, as one text a chain. */
const contents = (store: Store): readonly string[] =>
  store.streams('').flatMap((stream) => store.entries(stream).map(({ hash }) => `${stream} ${hash}`));

test('a log cut or spoilt anywhere holds what came before, whole commits in their order, and nothing else', async () => {
  const path = join(folder, 'logged.db');
  const store = sqliteStore(path);
  const written: string[] = [];
  for (let number = 0; number < 40; number += 1) {
    await append(store, 'run:1', number);
    written.push(store.head('run:1')?.hash ?? '');
  }
  const log = readFileSync(`${path}-wal`);
  let kept = -1;
  for (let cut = 0; cut <= 24; cut += 1) {
    const length = cut === 24 ? log.length : Math.floor((log.length * cut) / 24);
    const spoilt = join(folder, `cut-${cut}.db`);
    copyFileSync(path, spoilt);
    // What is left of a page that was being written when the power went.
    writeFileSync(`${spoilt}-wal`, Buffer.concat([log.subarray(0, length), Buffer.alloc(cut % 3 === 0 ? 1_500 : 0, 0xa5)])); // prettier-ignore
    const again = sqliteStore(spoilt);
    const hashes = again.entries('run:1').map(({ hash }) => hash);
    expect([cut, hashes]).toEqual([cut, written.slice(0, hashes.length)]);
    expect([cut, again.verify().ok]).toEqual([cut, true]);
    expect(hashes.length).toBeGreaterThanOrEqual(kept);
    kept = hashes.length;
    expect((await append(again, 'run:1', 99)).ok).toBe(true);
    await again.close();
  }
  expect(kept).toBe(written.length);
  await store.close();
});

test('a page of the database that is torn is named, or was not one that held anything', async () => {
  const path = join(folder, 'paged.db');
  const store = sqliteStore(path);
  for (let number = 0; number < 300; number += 1) await append(store, `run:${number % 20}`, number);
  await store.close();
  const whole = sqliteStore(path, { readOnly: true });
  const was = contents(whole);
  await whole.close();
  const bytes = readFileSync(path);
  const pages = bytes.length / 4096;
  const told: string[] = [];
  for (let page = Math.max(1, pages - 24); page < pages; page += 1) {
    const torn = join(folder, `torn-${page}.db`);
    const half = Buffer.from(bytes);
    half.fill(0, page * 4096 + 2048, (page + 1) * 4096);
    writeFileSync(torn, half);
    told.push(await whatIsToldOf(torn, was));
  }
  expect(told.filter((each) => each === 'changed')).toEqual([]);
  expect(told.filter((each) => each === 'named').length).toBeGreaterThan(5);
});

/** Whether damage is named, did not touch anything that was written, or is passed over. */
async function whatIsToldOf(path: string, was: readonly string[]): Promise<'named' | 'same' | 'changed'> {
  const found = await verifyStoreFile(path).catch(() => ({ ok: false }));
  if (!found.ok) return 'named';
  const store = sqliteStore(path, { readOnly: true });
  const now = contents(store);
  await store.close();
  return JSON.stringify(now) === JSON.stringify(was) ? 'same' : 'changed';
}

test('a tail that is cut off, back to before the last seal, is named', async () => {
  const path = join(folder, 'sealed.db');
  const store = sqliteStore(path);
  for (let number = 0; number < 300; number += 1) await append(store, 'run:1', number);
  await store.close();
  const database = new DatabaseSync(path);
  database.exec('DELETE FROM entries WHERE sequence BETWEEN 200 AND 256');
  database.close();
  expect(await verifyStoreFile(path)).toMatchObject({ ok: false });
});
