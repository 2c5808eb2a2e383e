import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Commit, RunRecord } from '../../src/index.ts';
import { backUpStore, compactStore, memoryStore, sqliteStore } from '../../src/index.ts';
import { fileKeys, memoryKeys, noKeys, pastRetention, privateStore, retain } from '../../src/privacy/index.ts';
import type { PrivateStore } from '../../src/privacy/index.ts';
import { temporaryFolder } from '../journal/temporary-folder.ts';

const day = 86_400_000;
const start = Date.parse('2026-01-01T00:00:00.000Z');
const on = (number: number): string => new Date(start + number * day).toISOString();

interface Wish {
  readonly day: number;
  readonly parent?: string;
  readonly open?: boolean;
  readonly ticket?: string;
}

const record = (run: string, { day: number, parent, open = false, ticket }: Wish): RunRecord => ({
  run, workflow: 'w', ticket: ticket ?? null, requester: 'lena', status: open ? 'running' : 'ended', end: open ? null : 'done', bundle: 'b', startedAt: on(number), updatedAt: on(number), due: null, cause: 'desk', parent: parent ?? null,
}); // prettier-ignore

const said = (run: string): string => `planted words of ${run}`;

function runCommit(run: string, wish: Wish): Commit {
  const stream = `run:${run}`;
  const body = { type: 'run.started', run, requester: 'lena', facts: { ticket: { summary: said(run) } } };
  return {
    expect: { [stream]: null },
    append: [{ stream, at: on(wish.day), cause: 'desk', body }],
    runs: [record(run, wish)],
    checkpoints: [{ run, sequence: 1, state: { said: said(run) } }],
  };
}

async function filled(store: PrivateStore): Promise<PrivateStore> {
  await store.commit(runCommit('old', { day: 1 }));
  await store.commit(runCommit('old-open', { day: 1, open: true, ticket: 'IT-open' }));
  await store.commit(runCommit('part-of-open', { day: 1, parent: 'old-open' }));
  await store.commit(runCommit('part-of-old', { day: 0, parent: 'old' }));
  await store.commit(runCommit('new', { day: 90 }));
  for (const [id, number] of [
    ['IT-old', 1],
    ['IT-open', 1],
    ['IT-new', 90],
  ] as const) {
    const stream = `ticket:${id}`;
    const facts = { ticket: { id, requester: 'lena', summary: said(id) } };
    const body = { type: 'event.received', event: { data: { facts } } };
    await store.commit({
      expect: { [stream]: null },
      append: [{ stream, at: on(number), cause: 'desk', body }],
      tickets: [{ id, time: on(number), facts }],
    });
  }
  for (const [id, number] of [
    ['old', 1],
    ['new', 90],
  ] as const) {
    const stream = `session:${id}`;
    const body = { type: 'session.started', person: 'lena', parent: null, input: { words: said(id) } };
    await store.commit({ expect: { [stream]: null }, append: [{ stream, at: on(number), cause: 'desk', body }] });
    const letter = {
      id: `dl-${id}`,
      at: on(number),
      source: 'rt',
      headers: {},
      body: said(id),
      code: 'not_json',
      message: said(id),
      pointer: null,
      verified: true,
    };
    await store.commit({ expect: {}, append: [], deadLetters: [letter] });
  }
  return store;
}

const rule = { runs: 60 * day, tickets: 60 * day, sessions: 60 * day, rejected: 60 * day };
const now = on(100);

describe('what is past its time', () => {
  test('is what ended, with its parts, and is not about anything that is open', async () => {
    const store = await filled(privateStore(memoryStore(), { keys: memoryKeys() }));
    expect(pastRetention(store, rule, now)).toEqual({
      runs: ['old', 'part-of-old'],
      tickets: ['IT-old'],
      sessions: ['old'],
      rejected: ['dl-old'],
    });
  });

  test('is nothing where the rule says nothing of it', async () => {
    const store = await filled(privateStore(memoryStore(), { keys: memoryKeys() }));
    expect(pastRetention(store, {}, now)).toEqual({ runs: [], tickets: [], sessions: [], rejected: [] });
    expect(pastRetention(store, { rejected: 60 * day }, now)).toMatchObject({ runs: [], rejected: ['dl-old'] });
  });
});

test('what is past its time is read by nobody again, here or in a copy, and every chain stays whole', async () => {
  const folder = dirname(join(temporaryFolder(), 'x'));
  const path = join(folder, 'desk.db');
  const copy = join(folder, 'copy.db');
  const open = (file: string): PrivateStore => privateStore(sqliteStore(file), { keys: fileKeys(`${path}.keys`) });
  const store = await filled(open(path));
  await backUpStore(path, copy);
  const past = await retain(store, { rule, at: now, by: 'sam' });
  expect(past).toMatchObject({ runs: ['old', 'part-of-old'], tickets: ['IT-old'] });
  await expect(store.commit(runCommit('more', { day: 100 }))).rejects.toMatchObject({ code: 'closed' });
  await store.close();
  await compactStore(path);

  for (const file of [path, copy]) {
    const again = open(file);
    expect(again.verify()).toMatchObject({ ok: true });
    const all = JSON.stringify([
      again.streams('').map((stream) => again.entries(stream)),
      again.deadLetters(),
      [...again.tickets()],
    ]);
    for (const gone of ['old', 'part-of-old', 'IT-old']) expect(all).not.toContain(`"${said(gone)}"`);
    for (const kept of ['new', 'old-open', 'part-of-open', 'IT-open', 'IT-new'])
      expect(all).toContain(`"${said(kept)}"`);
    await again.close();
  }
  const again = open(path);
  expect([again.ticket('IT-old'), again.checkpoint('old'), again.deadLetter('dl-old')]).toEqual([null, null, null]);
  expect(again.checkpoint('new')).toMatchObject({ state: { said: said('new') } });
  expect(again.entries('desk').at(-1)).toMatchObject({
    at: now,
    cause: 'person:sam',
    body: { type: 'retention.applied', by: 'sam', count: { runs: 2, tickets: 1, sessions: 1, rejected: 1 }, rule },
  });
  expect(pastRetention(again, rule, now)).toEqual({ runs: [], tickets: [], sessions: [], rejected: [] });
  await again.close();
  for (const name of readdirSync(folder))
    expect(readFileSync(join(folder, name)).includes('planted words')).toBe(false);
  expect(existsSync(path)).toBe(true);
});

test('what was interrupted is done by the next time', async () => {
  const keys = memoryKeys();
  const below = memoryStore();
  const store = await filled(privateStore(below, { keys }));
  // The rows are deleted, and the process ends before the secrets are.
  const broken = privateStore(below, {
    keys: {
      ...keys,
      id: keys.id,
      destroyed: 0,
      forget: async () => {
        throw new Error('out of power');
      },
    },
  });
  await expect(retain(broken, { rule, at: now, by: 'sam' })).rejects.toThrow('out of power');
  expect(store.ticket('IT-old')).toBeNull();
  expect(keys.secret('ticket:IT-old')).not.toBeNull();
  await retain(privateStore(below, { keys }), { rule, at: now, by: 'sam' });
  for (const scope of ['run:old', 'ticket:IT-old', 'session:old', 'letter:dl-old'])
    expect(keys.secret(scope)).toBeNull();
  for (const scope of ['run:new', 'ticket:IT-new', 'session:new', 'letter:dl-new'])
    expect(keys.secret(scope)).not.toBeNull();
});

test('without keys nothing is let go of', async () => {
  const below = memoryStore();
  await filled(privateStore(below, { keys: memoryKeys() }));
  await expect(retain(privateStore(below, { keys: noKeys() }), { rule, at: now, by: 'sam' })).rejects.toMatchObject({
    code: 'read_only',
  });
});
