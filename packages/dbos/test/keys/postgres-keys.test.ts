import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { PersonKeys } from '@deskbook/core/privacy';
import { everyKeys } from '../../../core/test/privacy/every-keys.ts';
import { type PostgresKeys, postgresKeys, postgresStore } from '../../src/index.ts';
import { testDatabase, withDatabase } from '../postgres/test-database.ts';

const at = '2026-03-27T13:00:00.000Z';
const wrappingKey = randomBytes(32);
let url = '';
let opened: PersonKeys[] = [];

beforeAll(async () => {
  url = await testDatabase();
});

afterEach(() => {
  for (const keys of opened) keys.close();
  opened = [];
});

async function open(wrappedBy: readonly Uint8Array[] = [wrappingKey], where = url): Promise<PostgresKeys> {
  const keys = await postgresKeys({ url: where, wrappedBy });
  opened.push(keys);
  return keys;
}

const bytes = (key: Uint8Array | null): string => Buffer.from(key ?? []).toString('hex');

async function failureOf(trying: Promise<unknown>): Promise<{ readonly code: string; readonly message: string }> {
  return trying.then(
    () => ({ code: 'none', message: '' }),
    (error: { readonly code: string; readonly message: string }) => error,
  );
}

async function until(holds: () => boolean, milliseconds: number): Promise<void> {
  for (const over = performance.now() + milliseconds; !holds(); await new Promise((resolve) => setTimeout(resolve, 20)))
    if (performance.now() > over) throw new Error('it did not come to that');
}

everyKeys('in PostgreSQL', async () => postgresKeys({ url: await testDatabase(), wrappedBy: [wrappingKey] }));

describe('between processes', () => {
  test('who make the same keys at once all have those of the first', async () => {
    const where = await testDatabase();
    const processes = await Promise.all([1, 2, 3, 4, 5].map(() => open([wrappingKey], where)));
    expect(new Set(processes.map(({ id }) => id)).size).toBe(1);
    const people = Array.from({ length: 60 }, (_, index) => `person-${index}`);
    await Promise.all(
      processes.flatMap((keys, place) =>
        // Each in another order, and in groups that overlap.
        [...people.slice(place * 10), ...people.slice(0, place * 10)].map((person, index) =>
          keys.make({ people: [person, people[(index * 7) % 60] ?? ''], scopes: [`run:${person}`] }),
        ),
      ),
    );
    for (const person of people) {
      expect(new Set(processes.map((keys) => bytes(keys.key(keys.subject(person) ?? ''))))).toHaveLength(1);
      expect(new Set(processes.map((keys) => bytes(keys.secret(`run:${person}`))))).toHaveLength(1);
      expect(processes[4]?.subject(person)).toBe('1:' + person);
    }
    const late = await open([wrappingKey], where);
    expect(bytes(late.key('1:person-7'))).toBe(bytes(processes[0]?.key('1:person-7') ?? null));
    expect(late.scopes('run:person-5')).toHaveLength(11);
  });

  test('what one destroys the others notice at once where they ask for a key, and else within two seconds', async () => {
    const [one, other, third] = [await open(), await open(), await open()];
    await one.make({ people: ['lena', 'tom'], scopes: ['run:n'] });
    for (const keys of [other, third]) expect([keys.subject('lena'), keys.secret('run:n')]).not.toContain(null);
    const before = other.destroyed;
    await one.erase('lena', at);
    expect(third.subject('somebody')).toBe(null);
    expect([third.subject('lena'), third.key('1:lena'), third.destroyed > before]).toEqual([null, null, true]);
    await until(() => other.destroyed > before, 2_000);
    expect([other.subject('lena'), other.key('1:lena'), other.subject('tom')]).toEqual([null, null, '1:tom']);
    await other.make({ people: ['lena'], scopes: [] });
    expect([one.subject('lena'), one.key('1:lena')]).toEqual(['2:lena', null]);
    expect(bytes(one.key('2:lena'))).toBe(bytes(other.key('2:lena')));
  });

  test('a key that is made while its person is erased is either gone or of the next life', async () => {
    const [one, other] = [await open(), await open()];
    for (let round = 1; round <= 10; round += 1) {
      await Promise.all([one.erase('max', at), other.make({ people: ['max'], scopes: [] })]);
      // What it has at hand is of before, until it asks for something.
      other.secret('nothing');
      const [subject, seen] = [one.subject('max'), other.subject('max')];
      expect(seen).toBe(subject);
      expect(bytes(one.key(subject ?? ''))).toBe(bytes(other.key(subject ?? '')));
      expect(one.people().find(({ person }) => person === 'max')).toMatchObject({ hasKey: subject !== null });
    }
  });

  test('a session that was lost is opened again', async () => {
    const keys = await open();
    await keys.make({ people: ['before'], scopes: [] });
    await withDatabase(
      url,
      (database) =>
      database.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'deskbook keys'`), // prettier-ignore
    );
    expect(keys.subject('nobody yet')).toBe(null);
    await keys.make({ people: ['after'], scopes: [] });
    expect([keys.subject('before'), keys.subject('after')]).toEqual(['1:before', '1:after']);
  });
});

test('names may be long, and have characters that PostgreSQL has none for', async () => {
  const keys = await open();
  const people = ['x'.repeat(5_000), 'y'.repeat(5_000), 'nul\0', 'half \ud800', 'back\\slash', 'Zoë 😀', ''];
  await keys.make({ people, scopes: people.map((person) => `odd:${person}`) });
  const again = await open();
  for (const person of people) {
    expect(again.subject(person)).toBe(`1:${person}`);
    expect(bytes(again.key(`1:${person}`))).toBe(bytes(keys.key(`1:${person}`)));
    expect(bytes(again.secret(`odd:${person}`))).toHaveLength(64);
  }
  expect(again.scopes('odd:')).toEqual(people.map((person) => `odd:${person}`).sort());
  expect(again.people().map(({ person }) => person)).toEqual(expect.arrayContaining(people));
});

describe('opening', () => {
  test('keys and journal are never in one database, whichever came first', async () => {
    const journal = await testDatabase();
    await (await postgresStore({ url: journal })).close();
    expect(await failureOf(open([wrappingKey], journal))).toMatchObject({ code: 'not_a_store', message: /apart/ });
    expect(await failureOf(postgresStore({ url }))).toMatchObject({ code: 'not_a_store', message: /apart/ });
  });

  test("another program's schema is left alone, and so are keys of a newer version", async () => {
    const other = await testDatabase();
    await withDatabase(other, (database) => database.query('CREATE SCHEMA deskbook_keys; CREATE TABLE deskbook_keys.theirs (x int)')); // prettier-ignore
    expect(await failureOf(open([wrappingKey], other))).toMatchObject({ code: 'not_a_store' });
    const newer = await testDatabase();
    (await open([wrappingKey], newer)).close();
    await withDatabase(newer, (database) => database.query('INSERT INTO deskbook_keys.migrations VALUES (99)'));
    expect(await failureOf(open([wrappingKey], newer))).toMatchObject({ code: 'newer_version' });
  });

  test('a wrapping key has 32 bytes, and is the one that is in use', async () => {
    await open();
    for (const wrappedBy of [[], [new Uint8Array(16)], [wrappingKey, new Uint8Array(31)], [randomBytes(32)]])
      expect(await failureOf(open(wrappedBy))).toMatchObject({ code: 'wrong_keys' });
  });

  test('no error has the password in it', async () => {
    for (const where of [
      'postgresql://deskbook:pl4nt3d@127.0.0.1:1/nowhere',
      url.replace(/:[^:@/]+@/u, ':pl4nt3d@'),
      'pl4nt3d://no url at all',
    ]) {
      const error = await failureOf(open([wrappingKey], where));
      expect(error).toMatchObject({ code: 'unavailable' });
      expect(JSON.stringify([error, error.message, (error as unknown as Error).stack, (error as unknown as Error).cause])).not.toContain('pl4nt3d'); // prettier-ignore
    }
  });

  test('closed, it makes no more', async () => {
    const keys = await open();
    keys.close();
    keys.close();
    expect(await failureOf(keys.make({ people: ['late'], scopes: [] }))).toMatchObject({ code: 'closed' });
  });
});
