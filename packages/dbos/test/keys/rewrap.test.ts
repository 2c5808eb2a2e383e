import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PersonKeys } from '@deskbook/core/privacy';
import { type PostgresKeys, postgresKeys } from '../../src/index.ts';
import { testDatabase, withDatabase } from '../postgres/test-database.ts';
import { onDisk } from './on-disk.ts';

const at = '2026-03-27T13:00:00.000Z';
const [old, next] = [randomBytes(32), randomBytes(32)];
const people = Array.from({ length: 1_200 }, (_, index) => `person-${String(index).padStart(4, '0')}`);
let url = '';
let opened: PersonKeys[] = [];

beforeEach(async () => {
  url = await testDatabase();
  opened = [];
});

afterEach(() => {
  for (const keys of opened) keys.close();
});

async function open(wrappedBy: readonly Uint8Array[]): Promise<PostgresKeys> {
  const keys = await postgresKeys({ url, wrappedBy });
  opened.push(keys);
  return keys;
}

const bytes = (key: Uint8Array | null): Buffer => Buffer.from(key ?? []);

const rowOf = (person: string): Promise<{ readonly wrapped: Buffer; readonly wrapped_by: string } | undefined> =>
  withDatabase(url, async (database) => {
    const found = await database.query<{ wrapped: Buffer; wrapped_by: string }>('SELECT wrapped, wrapped_by FROM deskbook_keys.people WHERE person = $1', [person]); // prettier-ignore
    return found.rows[0];
  });

test('no file of the server ever holds a key but wrapped; what was erased nobody unwraps once the wrapping key was changed', async () => {
  const keys = await open([old]);
  await keys.make({ people, scopes: ['run:1', 'run:2'] });
  const [lost, kept, forgotten] = [keys.key('1:person-0007'), keys.key('1:person-0008'), keys.secret('run:1')].map(bytes); // prettier-ignore
  const copy = await rowOf('person-0007');
  const plain = [lost, kept, forgotten, old].filter((key) => key !== undefined);
  expect(plain.map(({ length }) => length)).toEqual([32, 32, 32, 32]);
  const nowhere = plain.map(() => false);
  // What is looked for is found where it is there.
  expect(await onDisk(url, [copy?.wrapped ?? Buffer.from('none'), ...plain])).toEqual([true, ...nowhere]);

  await keys.erase('person-0007', at);
  await keys.forget(['run:1']);
  const both = await open([next, old]);
  expect(await both.rewrap()).toBe(1_200);
  expect(await both.rewrap()).toBe(0);
  expect(await onDisk(url, plain)).toEqual(nowhere);

  const putBack = 'UPDATE deskbook_keys.people SET wrapped = $1, wrapped_by = $2 WHERE person = $3';
  await withDatabase(url, (database) => database.query(putBack, [copy?.wrapped, copy?.wrapped_by, 'person-0007']));
  // Whoever has a copy of the row, and the old wrapping key, has the key; with the new one alone nobody has.
  expect(bytes((await open([next, old])).key('1:person-0007'))).toEqual(lost);
  const anew = await open([next]);
  expect(() => anew.key('1:person-0007')).toThrow(/was not given/);
  expect([bytes(anew.key('1:person-0008')), anew.secret('run:1')]).toEqual([kept, null]);
  expect(bytes(anew.secret('run:2'))).toHaveLength(32);
});

test('while it is changed, processes go on that have both; one that has the old one alone makes no more', async () => {
  const [before, between] = [await open([old]), await open([old, next])];
  await before.make({ people, scopes: people.slice(0, 10) });
  const changing = await open([next, old]);
  await changing.make({ people: ['early'], scopes: [] });
  expect((await rowOf('early'))?.wrapped_by).toBe((await rowOf('person-0001'))?.wrapped_by);
  const [count] = await Promise.all([
    changing.rewrap(),
    ...people.slice(0, 40).map((person) => between.make({ people: [`late ${person}`], scopes: [] })),
    between.erase('person-0003', at),
  ]);
  expect(count).toBeGreaterThan(1_200);
  await expect(before.make({ people: ['late'], scopes: [] })).rejects.toMatchObject({ code: 'wrong_keys' });
  await expect(open([old])).rejects.toMatchObject({ code: 'wrong_keys' });
  const after = await open([next]);
  for (const person of people.slice(0, 10)) {
    expect(after.secret(person)).not.toBe(null);
    expect(after.subject(person)).toBe(person === 'person-0003' ? null : `1:${person}`);
    expect(bytes(after.key(`1:${person}`))).toEqual(bytes(between.key(`1:${person}`)));
  }
  expect(bytes(after.key('1:late person-0039'))).toEqual(bytes(between.key('1:late person-0039')));
});

test('interrupted, it needs both until it is gone on with', async () => {
  const keys = await open([old]);
  await keys.make({ people, scopes: [] });
  const key = bytes(keys.key('1:person-1100'));
  // The process dies after the switch, and some of the rows.
  await withDatabase(url, (database) => database.query(`CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'out of power' USING ERRCODE = 'XX000'; END $$;
    CREATE TRIGGER dies BEFORE UPDATE ON deskbook_keys.people FOR EACH ROW WHEN (OLD.person = 'person-1100') EXECUTE FUNCTION die()`)); // prettier-ignore
  await expect((await open([next, old])).rewrap()).rejects.toThrow('out of power');
  await withDatabase(url, (database) => database.query('DROP TRIGGER dies ON deskbook_keys.people'));
  await expect(open([next])).rejects.toMatchObject({ code: 'wrong_keys' });
  const both = await open([old, next]);
  await both.make({ people: ['meanwhile'], scopes: [] });
  expect(await (await open([next, old])).rewrap()).toBe(200);
  const after = await open([next]);
  expect(bytes(after.key('1:person-1100'))).toEqual(key);
  expect(after.subject('meanwhile')).toBe('1:meanwhile');
});
