import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Commit, type Store, StoreError } from '@deskbook/core';
import { postgresStore } from '@deskbook/dbos';
import { type Emptying, emptying } from '../postgres/emptied.ts';
import { testDatabase, withDatabase } from '../postgres/test-database.ts';

let url = '';
let store: Store;
beforeAll(async () => {
  url = await testDatabase();
  store = await postgresStore({ url });
});
afterAll(() => store.close());

const at = new Date(0).toISOString();
const first = (stream: string, body: object = {}): Commit => ({
  expect: { [stream]: null },
  append: [{ stream, at, cause: 'desk', body: { type: 'x', ...body } }],
});
const ask = async (sql: string): Promise<readonly Record<string, unknown>[]> =>
  withDatabase(url, async (database) => (await database.query<Record<string, unknown>>(sql)).rows);
const codeOf = (opening: Promise<Store>): Promise<unknown> =>
  opening.then(
    () => 'opened',
    (error: unknown) => (error instanceof StoreError ? error.code : error),
  );

describe('opening', () => {
  test('a database that is not there, or not reached, says so', async () => {
    const nowhere = new URL(url);
    nowhere.pathname = '/nowhere';
    expect(await codeOf(postgresStore({ url: nowhere.href }))).toBe('unavailable');
    expect(await codeOf(postgresStore({ url: 'postgresql://deskbook@127.0.0.1:1/nowhere' }))).toBe('unavailable');
  });

  test("another program's schema is left alone, and so is a store of a newer version", async () => {
    const other = await testDatabase();
    expect(await codeOf(postgresStore({ url: other, readOnly: true }))).toBe('not_a_store');
    await withDatabase(other, (database) => database.query('CREATE SCHEMA deskbook; CREATE TABLE deskbook.theirs (x int)')); // prettier-ignore
    expect(await codeOf(postgresStore({ url: other }))).toBe('not_a_store');
    const newer = await testDatabase();
    await (await postgresStore({ url: newer })).close();
    await withDatabase(newer, (database) => database.query('INSERT INTO deskbook.migrations VALUES (99)'));
    expect(await codeOf(postgresStore({ url: newer }))).toBe('newer_version');
    expect(await codeOf(postgresStore({ url: newer, readOnly: true }))).toBe('newer_version');
  });

  test('a store that is only read commits nothing', async () => {
    await store.commit(first('run:read'));
    const reader = await postgresStore({ url, readOnly: true });
    expect(reader.entries('run:read')).toEqual(store.entries('run:read'));
    await expect(reader.commit(first('run:write'))).rejects.toMatchObject({ code: 'read_only' });
    await reader.close();
    expect(() => reader.head('run:read')).toThrow(/closed/u);
  });
});

test('what the database will not have takes nothing else with it', async () => {
  const answers = await Promise.allSettled([store.commit(first('run:fits')), store.commit(first(`run:${randomBytes(6_000).toString('hex')}`)), store.commit(first('run:fits-too'))]); // prettier-ignore
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(store.verify()).toMatchObject({ ok: true });
});

test('the runs to be looked at are on record together with the commit that asks for it, and in its order', async () => {
  const turnsOf = ({ append }: Commit): readonly string[] => append.map(({ stream }) => stream.slice('run:'.length));
  const working = await postgresStore({ url, turnsOf });
  const before = (await ask('SELECT run FROM deskbook.turns')).length;
  await Promise.all(['a', 'b', 'c'].map((run) => working.commit(first(`run:turn-${run}`))));
  await working.commit(first('run:turn-a'));
  const turns = await ask('SELECT run FROM deskbook.turns ORDER BY number');
  expect(turns.slice(before).map(({ run }) => run)).toEqual(['turn-a', 'turn-b', 'turn-c']);
  await working.close();
});

describe('a worker whose lease was taken', () => {
  test('commits nothing from then on', async () => {
    await ask(`INSERT INTO deskbook.workers (worker) VALUES ('w1'), ('w2')`);
    const [one, two] = [await postgresStore({ url, worker: 'w1' }), await postgresStore({ url, worker: 'w2' })];
    expect(await one.commit(first('run:w1'))).toMatchObject({ ok: true });
    await ask(`UPDATE deskbook.workers SET fenced = true WHERE worker = 'w1'`);
    await expect(one.commit(first('run:w1-late'))).rejects.toMatchObject({ code: 'fenced' });
    expect(await two.commit(first('run:w2'))).toMatchObject({ ok: true });
    expect(store.streams('run:w')).toEqual(['run:w1', 'run:w2']);
    await one.close();
    await two.close();
  });
});

describe('what was changed in the tables is found', () => {
  let place = '';
  let emptied: Emptying;
  beforeAll(async () => {
    place = await testDatabase();
    emptied = await emptying(place);
  });
  afterAll(() => emptied.end());

  test.each([
    ['a byte of an entry', `UPDATE deskbook.entries SET bytes = set_byte(bytes, 20, 0) WHERE position = 2`, 'its bytes are not those that were hashed'], // prettier-ignore
    ['an entry that is gone', `DELETE FROM deskbook.entries WHERE position = 2`, 'an entry before this one was deleted'], // prettier-ignore
    ['a chain that is gone with its head', `DELETE FROM deskbook.entries WHERE stream = 'run:3'; DELETE FROM deskbook.heads WHERE stream = 'run:3'`, 'an entry before this one was deleted'], // prettier-ignore
    ['a head set back', `UPDATE deskbook.heads SET sequence = 7 WHERE stream = 'run:1'`, 'the table of heads does not name its last entry'], // prettier-ignore
    ['a count', `UPDATE deskbook.log SET entries = 99`, '99 entries were appended and 6 are there'],
  ])('%s', async (_, change, problem) => {
    await emptied.empty();
    const tampered = await postgresStore({ url: place });
    await Promise.all([1, 2, 3, 4, 5].map((n) => tampered.commit(first(`run:${n}`))));
    await tampered.close();
    await withDatabase(place, (database) => database.query(change));
    const reader = await postgresStore({ url: place, readOnly: true });
    expect(reader.verify()).toMatchObject({ ok: false, problem });
    await reader.close();
  });
});

test('a verification sees one moment, while others go on committing', async () => {
  const going = new AbortController();
  const committing = (async () => {
    for (let n = 0; !going.signal.aborted; n += 1) await store.commit(first(`run:going-${n}`));
  })();
  const other = await postgresStore({ url, readOnly: true });
  for (let n = 0; n < 10; n += 1) {
    expect(other.verify()).toMatchObject({ ok: true });
    await new Promise((resolve) => setImmediate(resolve));
  }
  going.abort();
  await committing;
  await other.close();
});
