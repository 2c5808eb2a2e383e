import { describe, expect, test } from 'vitest';
import { readFact } from '@deskbook/policies/conditions';
import type { Commit, JournalEntry, Store } from '../../src/index.ts';
import { memoryStore } from '../../src/index.ts';
import { erasePerson, memoryKeys, personData, previewErasure, privateStore } from '../../src/privacy/index.ts';
import type { PersonKeys } from '../../src/privacy/index.ts';

const at = '2026-03-27T13:00:00.000Z';
const later = '2026-03-28T13:00:00.000Z';

const started = (run: string, requester: string, more: object = {}): Commit => ({
  expect: { [`run:${run}`]: null },
  append: [
    {
      stream: `run:${run}`,
      at,
      cause: 'desk',
      body: {
        type: 'run.started',
        run,
        requester,
        facts: { ticket: { id: 'IT-1', requester, summary: `words of ${requester}` } },
        ...more,
      },
    },
  ],
});

const bodies = (store: Store, stream: string): readonly JournalEntry['body'][] =>
  store.entries(stream).map(({ body }) => body);

async function said(store: Store, run: string, note: string, by: string): Promise<void> {
  const stream = `run:${run}`;
  await store.commit({
    expect: { [stream]: store.head(stream) },
    append: [
      {
        stream,
        at,
        cause: `person:${by}`,
        body: { type: 'task.answered', task: 't', by, note, outcome: 'done', form: {} },
      },
    ],
  });
}

describe('whose something is', () => {
  test('what a run holds is of whom it is for; what somebody says in it is also theirs', async () => {
    const keys = memoryKeys();
    const store = privateStore(memoryStore(), { keys });
    await store.commit(started('one', 'lena'));
    await said(store, 'one', 'because Lena asked', 'max');
    await store.commit(started('two', 'max'));
    await keys.erase('max', later);
    expect(bodies(store, 'run:one')).toMatchObject([
      { facts: { ticket: { summary: 'words of lena' } } },
      { note: '[erased]', by: 'max', outcome: 'done' },
    ]);
    expect(bodies(store, 'run:two')).toMatchObject([
      { facts: { ticket: { id: 'IT-1', requester: 'max', summary: null } } },
    ]);
    expect(store.entries('run:two')[0]?.erased).toEqual(['/facts/ticket/summary']);
    expect(store.entries('run:one')[0]?.erased).toBeUndefined();
  });

  test("another's record within it is the other's", async () => {
    const keys = memoryKeys();
    const store = privateStore(memoryStore(), { keys });
    const items = [
      { id: 'IT-7', requester: 'tom', summary: 'words of tom' },
      { id: 'IT-1', requester: 'lena', summary: 'words of lena' },
    ];
    await store.commit(started('one', 'lena', { items }));
    await keys.erase('tom', later);
    expect(bodies(store, 'run:one')).toMatchObject([
      { items: [{ requester: 'tom', summary: null }, { summary: 'words of lena' }] },
    ]);
  });
});

describe('an erased person who comes again', () => {
  test('is somebody else: what was is not read, what is new is', async () => {
    const keys = memoryKeys();
    const below = memoryStore();
    await privateStore(below, { keys }).commit(started('one', 'lena'));
    await keys.erase('lena', later);
    const anew = privateStore(below, { keys });
    await anew.commit(started('two', 'lena'));
    expect(bodies(anew, 'run:one')).toMatchObject([{ facts: { ticket: { summary: null } } }]);
    expect(bodies(anew, 'run:two')).toMatchObject([{ facts: { ticket: { summary: 'words of lena' } } }]);
    expect(keys.people()).toEqual([{ person: 'lena', erased: [later], hasKey: true }]);
  });

  test('whoever still holds what was erased writes nothing more', async () => {
    const keys = memoryKeys();
    const store = privateStore(memoryStore(), { keys });
    await store.commit(started('one', 'lena'));
    await keys.erase('lena', later);
    await expect(store.commit(started('two', 'tom'))).rejects.toMatchObject({ name: 'StoreError', code: 'closed' });
  });
});

describe('keys that are destroyed while other processes have the store open', () => {
  /** The keys as another process has them, which is told of nothing. */
  const unaware = (keys: PersonKeys): PersonKeys => ({ ...keys, id: keys.id, destroyed: 0 });
  const erase = { person: 'lena', by: 'sam', reason: 'asked us to', at: later };
  const chainOf = (store: Store): readonly string[] => store.entries('keys').map(({ body }) => body.type);

  test('from the moment it is journaled those commit nothing, though they have not noticed; opened anew, they do', async () => {
    const keys = memoryKeys();
    const below = memoryStore();
    const other = privateStore(below, { keys: unaware(keys) });
    await other.commit(started('one', 'lena'));
    const eraser = privateStore(below, {
      keys: {
        ...unaware(keys),
        async erase(person, moment) {
          await expect(other.commit(started('two', 'lena'))).rejects.toMatchObject({ code: 'closed' });
          await keys.erase(person, moment);
        },
      },
    });
    await erasePerson(eraser, erase);
    expect(other.isOver()).toBe(true);
    await expect(other.commit(started('two', 'tom'))).rejects.toMatchObject({ code: 'closed' });
    await expect(eraser.commit(started('two', 'tom'))).rejects.toMatchObject({ code: 'closed' });
    expect(chainOf(below)).toEqual(['keys.destroying', 'keys.destroyed']);
    const anew = privateStore(below, { keys: unaware(keys) });
    expect(await anew.commit(started('two', 'lena'))).toMatchObject({ ok: true });
    expect(bodies(anew, 'run:two')).toMatchObject([{ facts: { ticket: { summary: 'words of lena' } } }]);
    expect(below.verify()).toMatchObject({ ok: true });
  });

  test('whoever opened it between the two bars, and may have read with them, commits nothing after the second', async () => {
    const keys = memoryKeys();
    const below = memoryStore();
    await privateStore(below, { keys }).commit(started('one', 'lena'));
    let meanwhile = privateStore(below, { keys: unaware(keys) });
    const eraser = privateStore(below, {
      keys: {
        ...unaware(keys),
        async erase(person, moment) {
          meanwhile = privateStore(below, { keys: unaware(keys) });
          await keys.erase(person, moment);
        },
      },
    });
    await erasePerson(eraser, erase);
    await expect(meanwhile.commit(started('two', 'lena'))).rejects.toMatchObject({ code: 'closed' });
  });

  test("a key of somebody's next life seals nothing of the one before", async () => {
    const keys = memoryKeys();
    let destroyed = 0;
    const below = memoryStore();
    const store = privateStore(below, {
      keys: {
        ...keys,
        id: keys.id,
        get destroyed() {
          return destroyed;
        },
        // It is noticed as the keys are made.
        async make(wanted) {
          await keys.make(wanted);
          destroyed = 1;
        },
      },
    });
    await expect(store.commit(started('one', 'lena'))).rejects.toMatchObject({ code: 'closed' });
    expect(below.head('run:one')).toBeNull();
  });
});

test('a run can be erased without its people', async () => {
  const keys = memoryKeys();
  const store = privateStore(memoryStore(), { keys });
  await store.commit(started('one', 'lena'));
  await store.commit(started('two', 'lena'));
  await keys.forget(['run:one']);
  expect(bodies(store, 'run:one')).toMatchObject([{ facts: { ticket: { summary: null } } }]);
  expect(bodies(store, 'run:two')).toMatchObject([{ facts: { ticket: { summary: 'words of lena' } } }]);
});

test('a checkpoint that holds something of somebody who was erased is none: it is made again of entries', async () => {
  const keys = memoryKeys();
  const store = privateStore(memoryStore(), { keys });
  await store.commit(started('one', 'lena'));
  await said(store, 'one', 'fine', 'max');
  const stream = 'run:one';
  const state = { note: 'fine', by: 'max' };
  await store.commit({
    expect: { [stream]: store.head(stream) },
    append: [],
    checkpoints: [{ run: 'one', sequence: 2, state }],
  });
  expect(store.checkpoint('one')).toEqual({ sequence: 2, state });
  await keys.erase('max', later);
  expect(store.checkpoint('one')).toBeNull();
});

test('a checkpoint counts what another process appended meanwhile', async () => {
  const keys = memoryKeys();
  const below = memoryStore();
  const [one, other] = [privateStore(below, { keys }), privateStore(below, { keys })];
  await one.commit(started('one', 'lena'));
  await said(other, 'one', 'fine', 'max');
  const stream = 'run:one';
  await one.commit({
    expect: { [stream]: one.head(stream) },
    append: [],
    checkpoints: [{ run: 'one', sequence: 2, state: { note: 'fine' } }],
  });
  await keys.erase('max', later);
  expect(one.checkpoint('one')).toBeNull();
});

test('what is erased in a ticket is absent, so that a condition over it is undecided', async () => {
  const keys = memoryKeys();
  const store = privateStore(memoryStore(), { keys });
  await store.commit({
    expect: {},
    append: [],
    tickets: [{ id: 'IT-1', time: at, facts: { ticket: { id: 'IT-1', requester: 'lena', summary: 'words' } } }],
  });
  await keys.erase('lena', later);
  const facts = store.ticket('IT-1')?.facts ?? {};
  expect(readFact(facts, 'ticket.summary')).toBeUndefined();
  expect(readFact(facts, 'ticket.requester')).toBe('lena');
});

test('what was stored before, in the clear, is read as it is', async () => {
  const below = memoryStore();
  await below.commit(started('one', 'lena'));
  expect(bodies(privateStore(below, { keys: memoryKeys() }), 'run:one')).toMatchObject([
    { facts: { ticket: { summary: 'words of lena' } } },
  ]);
});

test('the same commit is the same bytes, so that whatever is made again is the same', async () => {
  const keys = memoryKeys();
  const one = memoryStore();
  const other = memoryStore();
  await privateStore(one, { keys }).commit(started('one', 'lena'));
  await privateStore(other, { keys }).commit(started('one', 'lena'));
  expect(other.entries('run:one')).toEqual(one.entries('run:one'));
});

test('what was sealed opens nowhere else, and with no other keys', async () => {
  const keys = memoryKeys();
  const below = memoryStore();
  await privateStore(below, { keys }).commit(started('one', 'lena'));
  const [entry] = below.entries('run:one');
  const stream = 'run:one';
  // Moved to another entry of the same chain.
  await below.commit({
    expect: { [stream]: below.head(stream) },
    append: [{ stream, at, cause: 'desk', body: entry?.body ?? { type: '' } }],
  });
  expect(() => privateStore(below, { keys }).entries('run:one')).toThrow(/can't be opened/);
  expect(() => privateStore(below, { keys: memoryKeys() })).toThrow(/other keys/);
});

test('where somebody is only mentioned is said, and stays', async () => {
  const store = privateStore(memoryStore(), { keys: memoryKeys() });
  await store.commit(started('one', 'tom'));
  await said(store, 'one', 'Lena Hartmann has the key', 'tom');
  await store.commit(started('two', 'lena'));
  const knownAs = ['Lena Hartmann'];
  expect(personData(store, 'lena', { knownAs })).toMatchObject({
    mentions: [{ stream: 'run:one', sequence: 2 }],
    entries: [{ stream: 'run:two' }],
  });
  expect(previewErasure(store, 'lena', { knownAs })).toMatchObject({ mentions: 1, entries: 1, runs: 0 });
});
