import { expect, test } from 'vitest';
import type { Commit, RunRecord, Store } from '@deskbook/core';
import type { StorePlace } from './store-place.ts';

const at = '2026-03-27T14:00:00.000Z';
const entry = (stream: string, body: object = {}) => ({ stream, at, cause: 'desk', body: { type: 'x', ...body } });
const first = (stream: string, body: object = {}): Commit => ({ expect: { [stream]: null }, append: [entry(stream, body)] }); // prettier-ignore

/** Chains, seals and what is kept beside them, as every store keeps them. */
export function commitRules(newPlace: () => Promise<StorePlace>): void {
  const openNew = async (): Promise<Store> => (await newPlace()).open();

  test('a commit moves heads and a stale one is refused by name', async () => {
    const store = await openNew();
    const first = await store.commit({ expect: { 'run:1': null }, append: [entry('run:1', { n: 1 }), entry('run:1', { n: 2 })] }); // prettier-ignore
    expect(first).toMatchObject({ ok: true, heads: { 'run:1': { sequence: 2 } } });
    const stale = await store.commit({ expect: { 'run:1': null }, append: [entry('run:1', { n: 3 })] });
    expect(stale).toEqual({ ok: false, reason: 'head_moved', stream: 'run:1' });
    expect(store.entries('run:1').map(({ body }) => body['n'])).toEqual([1, 2]);
    expect(store.verify()).toEqual({ ok: true, streams: 1, entries: 2, seals: 0 });
    expect(store.verify('run:1')).toEqual({ ok: true, streams: 1, entries: 2, seals: 0 });
    await store.close();
  });

  test('commits made at once are each taken or refused on their own', async () => {
    const store = await openNew();
    const answers = await Promise.allSettled([
      store.commit(first('run:1')),
      store.commit(first('run:1', { again: true })),
      store.commit(first('run:2', { bad: Number.NaN })),
      store.commit({ ...first('run:3'), tickets: [{ id: 'T-1', time: at, facts: { n: 1n as unknown as number } }] }),
      store.commit(first('run:4')),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected', 'fulfilled']); // prettier-ignore
    expect(answers[1]).toMatchObject({ value: { ok: false, reason: 'head_moved', stream: 'run:1' } });
    expect(store.streams('')).toEqual(['run:1', 'run:4']);
    expect(store.verify()).toMatchObject({ ok: true, entries: 2 });
    await store.close();
  });

  test('the store is sealed after so many commits, and when it is closed', async () => {
    const store = await openNew();
    await Promise.all(Array.from({ length: 600 }, (_, n) => store.commit(first(`run:${n}`))));
    expect(store.verify()).toEqual({ ok: true, streams: 601, entries: 602, seals: 2 });
    const sealed = store.entries('seal').map(({ body }) => Object.keys(body['heads'] ?? {}).length);
    expect(sealed).toEqual([256, 256]);
    await store.close();
  });

  test('what was handed over cannot be changed afterwards', async () => {
    const store = await openNew();
    const facts = { state: 'new' };
    await store.commit({ ...first('run:1'), tickets: [{ id: 'T-1', time: at, facts }] });
    facts.state = 'changed';
    expect(store.ticket('T-1')?.facts).toEqual({ state: 'new' });
    await store.close();
  });

  test('what comes again after it was taken away stands last', async () => {
    const store = await openNew();
    const parked = (id: string) => ({ id, kind: 'k', at, work: {} });
    await store.commit({ expect: {}, append: [], park: [parked('a'), parked('b')] });
    await Promise.all([
      store.commit({ expect: {}, append: [], unpark: ['a'] }),
      store.commit({ expect: {}, append: [], park: [parked('a')] }),
    ]);
    expect(store.parked('k').map(({ id }) => id)).toEqual(['b', 'a']);
    await store.close();
  });

  test('a ticket and a checkpoint that are dropped are gone, and may come again', async () => {
    const store = await openNew();
    const tickets = [{ id: 'T-1', time: at, facts: { n: 1 } }, { id: 'T-2', time: at, facts: { n: 2 } }]; // prettier-ignore
    const checkpoints = ['1', '2'].map((run) => ({ run, sequence: 1, state: { run } }));
    await store.commit({ expect: {}, append: [], tickets, checkpoints });
    await store.commit({ expect: {}, append: [], dropTickets: ['T-1', 'none'], dropCheckpoints: ['1', 'none'] });
    expect([store.ticket('T-1'), store.ticket('T-2')]).toEqual([null, { time: at, facts: { n: 2 } }]);
    expect([...store.tickets()].map(({ id }) => id)).toEqual(['T-2']);
    expect([store.checkpoint('1'), store.checkpoint('2')]).toEqual([null, { sequence: 1, state: { run: '2' } }]);
    await store.commit({ expect: {}, append: [], tickets, checkpoints });
    expect([store.ticket('T-1')?.facts, store.checkpoint('1')?.state]).toEqual([{ n: 1 }, { run: '1' }]);
    await store.close();
  });

  test('any text can be a name', async () => {
    const store = await openNew();
    for (const name of ['a\\b', "o'hara", 'a"b', '{a,b}', 'NULL', '', 'Zoë ☃ 𝒳', 'a\u0000b', 'a\\u0000b']) {
      const run: RunRecord = { run: name, workflow: 'w', ticket: name, requester: name, status: 'running', end: null, bundle: 'b', startedAt: at, updatedAt: at, due: null, cause: 'desk', parent: name }; // prettier-ignore
      const commit: Commit = {
        ...first(`run:${name}`, { name }),
        seen: [{ source: name, id: name }],
        claim: [{ key: name, holder: name, capacity: 1, until: null }],
        runs: [run],
        openTasks: [{ task: name, run: name, node: name, kind: 'task', assignees: [name, 'x'], role: null, deadline: null, title: name, details: {} }], // prettier-ignore
        tickets: [{ id: name, time: at, facts: { name } }],
        cursors: [{ name, value: name }],
        bundles: [{ hash: name, json: JSON.stringify({ name }) }],
      };
      expect(await store.commit(commit)).toMatchObject({ ok: true });
      expect(await store.commit({ expect: {}, append: [], seen: [{ source: name, id: name }] })).toMatchObject({ ok: false, source: name }); // prettier-ignore
      const other = { ...first('run:other'), claim: [{ key: name, holder: 'other', capacity: 1, until: null }] };
      expect(await store.commit(other)).toMatchObject({ ok: false, key: name, holders: [name] });
      expect(store.entries(`run:${name}`)[0]?.body['name']).toBe(name);
      expect([store.run(name), store.runs({ ticket: name }), store.runs({ parent: name })]).toEqual([run, [run], [run]]); // prettier-ignore
      expect(store.tasks({ assignee: name }).map(({ task }) => task)).toEqual([name]);
      expect([store.ticket(name)?.facts, store.cursor(name), store.bundle(name)]).toEqual([{ name }, name, JSON.stringify({ name })]); // prettier-ignore
    }
    expect([...store.tickets()]).toHaveLength(9);
    expect(store.verify().ok).toBe(true);
    await store.close();
  });

  test('identities and claims may have long names', async () => {
    const store = await openNew();
    const long = (end: string): string => `${Array.from({ length: 500 }, (_, n) => String.fromCodePoint(0x4e00 + n * 37)).join('')}${end}`; // prettier-ignore
    const commit = (stream: string, end: string): Commit => ({
      ...first(stream),
      seen: [{ source: long('s'), id: long(end) }],
      claim: [{ key: long(end), holder: 'h', capacity: 1, until: null }],
    });
    expect(await store.commit(commit('run:1', 'a'))).toMatchObject({ ok: true });
    expect(await store.commit(commit('run:2', 'b'))).toMatchObject({ ok: true });
    expect(await store.commit(commit('run:3', 'a'))).toMatchObject({
      ok: false,
      reason: 'already_seen',
      id: long('a'),
    });
    const full = { ...first('run:4'), claim: [{ key: long('b'), holder: 'i', capacity: 1, until: null }] };
    expect(await store.commit(full)).toMatchObject({ ok: false, key: long('b'), holders: ['h'] });
    await store.close();
  });

  test('closing writes what is queued, and seals it', async () => {
    const place = await newPlace();
    const store = await place.open();
    const queued = store.commit(first('run:1'));
    await Promise.all([store.close(), store.close()]);
    expect(await queued).toMatchObject({ ok: true });
    const again = await place.open();
    expect(again.verify()).toMatchObject({ ok: true, entries: 2, seals: 1 });
    await again.close();
  });

  test('seals go on from where they were after a store is opened again', async () => {
    const place = await newPlace();
    for (const round of [1, 2, 3]) {
      const store = await place.open();
      await store.commit(first(`run:${round}`));
      await store.close();
    }
    const store = await place.open();
    expect(store.verify()).toMatchObject({ ok: true, entries: 6, seals: 3 });
    expect(store.entries('seal').map(({ body }) => Object.keys(body['heads'] ?? {}))).toEqual([['run:1'], ['run:2'], ['run:3']]); // prettier-ignore
    await store.close();
  });
}
