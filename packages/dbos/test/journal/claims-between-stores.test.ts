import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Commit, Store } from '@deskbook/core';
import { postgresStore } from '@deskbook/dbos';
import { testDatabase } from '../postgres/test-database.ts';

let stores: readonly Store[] = [];
beforeAll(async () => {
  const url = await testDatabase();
  // All at once, over a database in which nothing is: one of them makes the tables.
  stores = await Promise.all([1, 2, 3].map(() => postgresStore({ url })));
});
afterAll(() => Promise.all(stores.map((store) => store.close())));

const at = new Date(0).toISOString();
const first = (stream: string, rest: Partial<Commit> = {}): Commit => ({
  expect: { [stream]: null },
  append: [{ stream, at, cause: 'desk', body: { type: 'x' } }],
  ...rest,
});
const tally = (answers: readonly { readonly ok: boolean }[]): number => answers.filter(({ ok }) => ok).length;

test('of those who want the same, as many get it as there is room for, whichever store they ask', async () => {
  const keys = Array.from({ length: 20 }, (_, n) => `limit:${n}`);
  for (const [index, key] of keys.entries()) {
    const answers = await Promise.all(
      stores.flatMap((store, number) =>
        [0, 1].map((part) => {
          const holder = `${number}-${part}`;
          return store.commit(first(`run:${key}-${holder}`, { claim: [{ key, holder, capacity: 1 + (index % 3), until: null }] })); // prettier-ignore
        }),
      ),
    );
    expect(tally(answers)).toBe(1 + (index % 3));
  }
});

test('an event is taken once, and a chain begun once, whichever store is asked', async () => {
  for (let n = 0; n < 20; n += 1) {
    const taken = await Promise.all(
      stores.map((store, number) => store.commit(first(`run:${n}-${number}`, { seen: [{ source: 's', id: `${n}` }] }))),
    );
    expect(tally(taken)).toBe(1);
    expect(tally(await Promise.all(stores.map((store) => store.commit(first(`ticket:${n}`)))))).toBe(1);
  }
});

test('what one store was told was made, every other reads', async () => {
  const [one, two, three] = stores;
  await one?.commit(first('run:seen-by-all'));
  expect(two?.head('run:seen-by-all')).toEqual(one?.head('run:seen-by-all'));
  expect(three?.verify()).toMatchObject({ ok: true });
});

test('all of them together are sealed every so many commits', async () => {
  const [one] = stores;
  const before = one?.entries('seal').length ?? 0;
  await Promise.all(Array.from({ length: 512 }, (_, n) => stores[n % 3]?.commit(first(`run:sealed-${n}`))));
  expect((one?.entries('seal').length ?? 0) - before).toBe(2);
  expect(one?.verify()).toMatchObject({ ok: true });
});
