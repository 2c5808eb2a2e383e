import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Commit, type Store, StoreError } from '@deskbook/core';
import { postgresStore } from '@deskbook/dbos';
import { testDatabase } from '../postgres/test-database.ts';
import { type CuttingProxy, cuttingProxy } from './cutting-proxy.ts';

let proxy: CuttingProxy;
let store: Store;
beforeAll(async () => {
  proxy = await cuttingProxy(await testDatabase());
  store = await postgresStore({ url: proxy.url, patience: 600 });
});
afterAll(async () => {
  await store.close();
  await proxy.close();
});

const at = new Date(0).toISOString();
const next = (stream: string): Commit => ({
  expect: { [stream]: store.head(stream) },
  append: [{ stream, at, cause: 'desk', body: { type: 'x' } }],
});

describe.each(['answer', 'question'] as const)('the %s of a commit is lost', (lost) => {
  test('it is made once and told as made', async () => {
    for (let n = 1; n <= 5; n += 1) {
      await proxy.cut(lost);
      expect(await store.commit(next(`run:${lost}`))).toMatchObject({ ok: true, heads: { [`run:${lost}`]: { sequence: n } } }); // prettier-ignore
      expect(store.entries(`run:${lost}`)).toHaveLength(n);
    }
    expect(store.verify()).toMatchObject({ ok: true });
  });

  test('so are those that append nothing, and those that went with it', async () => {
    await proxy.cut(lost);
    const answers = await Promise.all([
      store.commit({ expect: {}, append: [], park: [{ id: lost, kind: 'k', at, work: {} }] }),
      store.commit(next(`run:${lost}-with`)),
      store.commit({ ...next(`run:${lost}-with`), expect: { [`run:${lost}-with`]: null } }),
    ]);
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, false]);
    expect(store.parked('k').filter(({ id }) => id === lost)).toHaveLength(1);
    expect(store.entries(`run:${lost}-with`)).toHaveLength(1);
  });
});

test('what could not be found out in time is not told as made, nor as refused', async () => {
  const before = await proxy.cuts();
  await proxy.cut('answer');
  const answer = store.commit(next('run:unknown')).catch((error: unknown) => error);
  while ((await proxy.cuts()) === before);
  await proxy.shut(true);
  expect(await answer).toMatchObject({ code: 'unavailable' });
  expect(await answer).toBeInstanceOf(StoreError);
  expect(() => store.head('run:unknown')).toThrow(/cannot be read/u);
  await proxy.shut(false);
  // Whoever asks again finds what there is, and goes on from it.
  const head = store.head('run:unknown');
  expect(await store.commit(next('run:unknown'))).toMatchObject({ ok: true, heads: { 'run:unknown': { sequence: (head?.sequence ?? 0) + 1 } } }); // prettier-ignore
});

test('a server that comes back in time is waited for', async () => {
  const known = store.head('run:answer');
  const commit = next('run:answer');
  await proxy.shutFor(150);
  const made = store.commit(commit);
  expect(store.head('run:answer')).toEqual(known);
  expect(await made).toMatchObject({ ok: true });
});
