import { expect, test } from 'vitest';
import type { Claim, Commit, Store } from '@deskbook/core';
import type { StorePlace } from './store-place.ts';

const at = (minute: number): string => new Date(Date.UTC(2026, 2, 27, 14, minute)).toISOString();

/** One commit on a chain of its own, claiming or releasing at a minute. */
const attempt = (store: Store, minute: number, rest: Partial<Commit>) => {
  const stream = `run:${store.streams('run:').length}`;
  return store.commit({
    expect: { [stream]: null },
    append: [{ stream, at: at(minute), cause: 'desk', body: { type: 'x' } }],
    ...rest,
  });
};
const claim = (holder: string, capacity: number, until: number | null): readonly Claim[] => [
  { key: 'k', holder, capacity, until: until === null ? null : at(until) },
];

/** Claims and identities, as every store decides them. */
export function claimRules(newPlace: () => Promise<StorePlace>): void {
  const openNew = async (): Promise<Store> => (await newPlace()).open();

  test('a claim holds until its time, its release, or for good', async () => {
    const store = await openNew();
    expect(await attempt(store, 0, { claim: claim('a', 1, 10) })).toMatchObject({ ok: true });
    expect(await attempt(store, 9, { claim: claim('b', 1, null) })).toEqual({
      ok: false,
      reason: 'claim_refused',
      key: 'k',
      holders: ['a'],
    });
    expect(await attempt(store, 10, { claim: claim('b', 1, null) })).toMatchObject({ ok: true });
    expect(await attempt(store, 59, { claim: claim('c', 1, null) })).toMatchObject({ ok: false, holders: ['b'] });
    expect(await attempt(store, 20, { release: [{ key: 'k', holder: 'b' }], claim: claim('c', 1, null) })).toMatchObject({ ok: true }); // prettier-ignore
  });

  test('who holds already holds still, with the new time', async () => {
    const store = await openNew();
    await attempt(store, 0, { claim: claim('a', 1, 10) });
    expect(await attempt(store, 5, { claim: claim('a', 1, 30) })).toMatchObject({ ok: true });
    expect(await attempt(store, 15, { claim: claim('b', 1, 30) })).toMatchObject({ ok: false });
  });

  test('two claims in one commit count together, and a refused commit leaves nothing behind', async () => {
    const store = await openNew();
    const both = [...claim('a', 1, null), ...claim('b', 1, null)];
    expect(await attempt(store, 0, { claim: both })).toMatchObject({ ok: false, holders: ['a'] });
    expect(store.streams('')).toEqual([]);
    expect(await attempt(store, 0, { claim: claim('b', 1, null) })).toMatchObject({ ok: true });
  });

  test('capacity counts holders', async () => {
    const store = await openNew();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        store.commit({
          expect: { [`run:${n}`]: null },
          append: [{ stream: `run:${n}`, at: at(0), cause: 'desk', body: { type: 'x' } }],
          claim: claim(`h${n}`, 3, 30),
        }),
      ),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(3);
  });

  test('identities are taken once, also within one commit', async () => {
    const store = await openNew();
    const seen = [{ source: 's', id: '1' }];
    expect(await attempt(store, 0, { seen })).toMatchObject({ ok: true });
    expect(await attempt(store, 0, { seen })).toEqual({ ok: false, reason: 'already_seen', source: 's', id: '1' });
    const twice = [{ source: 's', id: '2' }, { source: 's', id: '2' }]; // prettier-ignore
    expect(await attempt(store, 0, { seen: twice })).toMatchObject({ ok: false, reason: 'already_seen' });
  });

  test.each<[string, Commit]>([
    ['a stream without an expected head', { expect: {}, append: [{ stream: 'run:1', at: at(0), cause: 'desk', body: { type: 'x' } }] }], // prettier-ignore
    ['a seal of their own', { expect: { seal: null }, append: [{ stream: 'seal', at: at(0), cause: 'desk', body: { type: 'seal' } }] }], // prettier-ignore
    ['a claim without a time', { expect: {}, append: [], claim: claim('a', 1, null) }],
    ['a number JSON cannot carry', { expect: { 'run:1': null }, append: [{ stream: 'run:1', at: at(0), cause: 'desk', body: { type: 'x', n: Number.NaN } }] }], // prettier-ignore
  ])('callers cannot commit %s', async (_, commit) => {
    const store = await openNew();
    await expect(store.commit(commit)).rejects.toThrow(/expected|only the store|must also|NaN/u);
    expect(store.streams('')).toEqual([]);
  });
}
