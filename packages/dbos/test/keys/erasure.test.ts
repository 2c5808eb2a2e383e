import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Desk } from '@deskbook/core';
import { replayStore } from '@deskbook/core/audit';
import {
  type PrivateStore,
  erasePerson,
  pastRetention,
  personData,
  privateStore,
  retain,
} from '@deskbook/core/privacy';
import { fixturePorts } from '@deskbook/core/testing';
import { type DeskWorker, openSharedDesk, openWorker, postgresStore } from '../../src/index.ts';
import { testDatabase } from '../postgres/test-database.ts';
import { jobBundle } from '../worker/job-bundle.ts';
import { type KeysPlace, keysBeside, openKeys } from './keys-beside.ts';
import { onDisk } from './on-disk.ts';
import { everything } from '../../../core/test/privacy/everything.ts';

/** Words of two people, which no bundle says. */
const said = { lena: 'my knee Pl4nted-Xq41 hurts', otto: 'my back Pl4nted-Yw52 hurts' };
const note = 'call her at Pl4nted-Xq41';

const { bundle, fixtures } = jobBundle();
const { directory } = fixturePorts(fixtures, { bundle });
let url = '';
let place: KeysPlace;
/** A process that takes in, and one that works; both have read what is then erased. */
let desk: Desk;
let worker: DeskWorker;

async function open(): Promise<void> {
  const options = { url, bundle, directory, perform: async () => ({ status: 'done' as const, output: { message: 'm' } }) }; // prettier-ignore
  desk = await openSharedDesk({ ...options, keys: await openKeys(place) });
  worker = await openWorker({ ...options, keys: await openKeys(place) });
}

/** Another process that has the journal and its keys. */
async function withStore<Result>(act: (store: PrivateStore) => Promise<Result> | Result): Promise<Result> {
  const store = privateStore(await postgresStore({ url }), { keys: await openKeys(place), bundle });
  try {
    return await act(store);
  } finally {
    await store.close();
  }
}

async function start(by: 'lena' | 'otto', workflow = 'short'): Promise<string> {
  const begun = await desk.start(workflow, { by, with: { job: said[by] } });
  if (!begun.ok) throw new Error(begun.reason);
  return begun.run;
}

beforeAll(async () => {
  url = await testDatabase();
  place = await keysBeside(url);
  await open();
  for (const by of ['lena', 'otto'] as const) await start(by);
  await start('lena', 'watched');
  await desk.receive({ source: 'cloudevents', headers: {}, body: `{ malformed: "${note}" ` });
  await desk.settle();
  const [task] = desk.tasks({});
  await desk.answer(task?.task ?? '', { by: 'otto', outcome: 'done', note });
  await desk.settle();
  await start('lena', 'watched');
  await desk.settle();
}, 60_000);

afterAll(async () => {
  await worker.close();
  await desk.close();
});

const planted = [...Object.values(said), note].map((text) => Buffer.from(text));

test('nothing personal lies in the clear in a file of the server, and all of it is read', async () => {
  const keysUrl = place.url;
  for (const where of [url, keysUrl]) expect(await onDisk(where, planted)).toEqual([false, false, false]);
  // An id lies there, and so it would be found.
  expect(await onDisk(url, [Buffer.from('keys.destroyed'), Buffer.from('requester')])).toEqual([false, true]);
  await withStore((store) => {
    for (const text of [...Object.values(said), note]) expect(everything(store)).toContain(text);
  });
});

test('what is held of a person is given to them', async () => {
  const data = await withStore((store) => personData(store, 'lena', { knownAs: ['Pl4nted-Xq41'] }));
  expect(data.runs).toHaveLength(3);
  expect(data.rejected).toHaveLength(1);
  expect(JSON.stringify(data)).toContain(said.lena);
  expect(JSON.stringify(data)).not.toContain(said.otto);
});

describe('once a person is erased while others have the desk open', () => {
  beforeAll(async () => {
    const person = { person: 'lena', by: 'otto', reason: 'asked us to', at: '2026-04-02T08:00:00.000Z' };
    await withStore((store) => erasePerson(store, { ...person, knownAs: ['Pl4nted-Xq41'] }));
  });

  test('no process that was open commits anything, and the worker ends', async () => {
    await expect(start('otto')).rejects.toMatchObject({ name: 'StoreError', code: 'closed' });
    expect(await worker.ended).toEqual({ reason: 'keys_destroyed' });
  });

  test('nobody reads again what was theirs; the other is unharmed', async () => {
    await withStore((store) => {
      expect(everything(store)).not.toContain('Xq41');
      expect(everything(store)).toContain(said.otto);
      expect(store.entries('desk').at(-1)).toMatchObject({ body: { type: 'person.erased', subject: 'lena', by: 'otto' } }); // prettier-ignore
      expect(store.entries('keys').map(({ body }) => body.type)).toEqual(['keys.destroying', 'keys.destroyed']);
      expect(store.verify()).toMatchObject({ ok: true });
      expect(replayStore(store)).toMatchObject({ ok: true });
    });
  });

  test('opened anew the desk goes on, with them as somebody else', async () => {
    await worker.close();
    await desk.close();
    await open();
    const run = await start('lena');
    await desk.settle();
    expect(desk.runs({}).find((record) => record.run === run)?.end).toBe('done');
    await withStore((store) => {
      expect(store.keys.subject('lena')).toBe('2:lena');
      expect(JSON.stringify(store.entries(`run:${run}`))).toContain(said.lena);
    });
  });
});

test('what is past its time is let go of, and a desk that is open is opened anew', async () => {
  const [rule, at] = [{ runs: 1, rejected: 1 }, '2126-04-02T08:00:00.000Z'];
  const past = await withStore((store) => retain(store, { rule, at, by: 'otto' }));
  expect(past.runs.length).toBeGreaterThan(2);
  expect(await worker.ended).toEqual({ reason: 'keys_destroyed' });
  await withStore((store) => {
    expect(pastRetention(store, rule, at)).toEqual({ runs: [], tickets: [], sessions: [], rejected: [] });
    expect(everything(store)).not.toContain(said.otto);
    expect(replayStore(store)).toMatchObject({ ok: true });
  });
});
