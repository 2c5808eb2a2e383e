import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sha256 } from '../../src/journal/link-entry.ts';
import { sqliteStore } from '../../src/index.ts';

const RUNS = 5;
const ROUNDS = 60;

/** A store with several chains and two seals, closed. Tests change copies of it. */
const folder = mkdtempSync(join(tmpdir(), 'deskbook-'));
const path = join(folder, 'original.db');
afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(async () => {
  const store = sqliteStore(path);
  for (let n = 0; n < RUNS * ROUNDS; n += 1) {
    const stream = `run:${n % RUNS}`;
    const append = { stream, at: new Date(1_774_620_000_000 + n).toISOString(), cause: 'desk', body: { type: 'x', n } };
    await store.commit({ expect: { [stream]: store.head(stream) }, append: [append] });
  }
  await store.close();
});

function tamper(name: string, change: (database: DatabaseSync) => void): ReturnType<typeof verify> {
  const copy = join(folder, `${name}.db`);
  copyFileSync(path, copy);
  const database = new DatabaseSync(copy);
  change(database);
  database.close();
  return verify(copy);
}

function verify(file: string) {
  const store = sqliteStore(file, { readOnly: true });
  const found = store.verify();
  void store.close();
  return found;
}

test('what is untouched verifies, from another process as well', () => {
  expect(verify(path)).toEqual({ ok: true, streams: RUNS + 1, entries: RUNS * ROUNDS + 2, seals: 2 });
});

test('any byte flipped in any entry is found', () => {
  let copies = 0;
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: RUNS * ROUNDS + 2 }),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      (position, offset, mask) => {
        copies += 1;
        const found = tamper(`flip-${copies}`, (database) => {
          const row = database.prepare('SELECT bytes FROM entries WHERE position = ?').get(position);
          const bytes = Uint8Array.from(row?.['bytes'] as Uint8Array);
          bytes[offset % bytes.length] = (bytes[offset % bytes.length] ?? 0) ^ mask;
          database.prepare('UPDATE entries SET bytes = ? WHERE position = ?').run(bytes, position);
        });
        expect(found).toMatchObject({ ok: false, problem: 'its bytes are not those that were hashed' });
      },
    ),
    { numRuns: 30 },
  );
}, 20_000);

const chain = (stream: string): string => `(SELECT number FROM heads WHERE stream = '${stream}')`;

test.each<[string, string, string]>([
  ['a row deleted', 'DELETE FROM entries WHERE position = 17', 'an entry before this one was deleted'],
  ['the last row cut', 'DELETE FROM entries WHERE position = (SELECT max(position) FROM entries)', '302 entries were appended and 301 are there'], // prettier-ignore
  [
    'a hash exchanged',
    "UPDATE entries SET hash = 'abc' WHERE position = 9",
    'its bytes are not those that were hashed',
  ],
  ['an entry moved to another chain', "INSERT INTO heads VALUES (99, 'run:x', 1, 'abc'); UPDATE entries SET chain = 99, sequence = 1 WHERE position = 300", 'it belongs to another place'], // prettier-ignore
  ['a head set back', `UPDATE heads SET sequence = 3 WHERE stream = 'run:1'`, 'the table of heads does not name its last entry'], // prettier-ignore
  ['a head invented', "INSERT INTO heads VALUES (99, 'run:ghost', 1, 'abc')", 'the whole chain is missing'],
  ['a chain without a head', "DELETE FROM heads WHERE stream = 'run:1'", 'it belongs to another place'],
  ['a count set back', 'UPDATE totals SET entries = 5', '5 entries were appended and 302 are there'],
])('%s is found', (name, sql, problem) => {
  expect(tamper(name, (database) => database.exec(sql))).toMatchObject({ ok: false, problem });
});

/** Deletes rows and then sets positions, heads and counts as if they had never been: only the chains can tell. */
const cover = `
  UPDATE entries SET position = -(SELECT count(*) FROM entries AS e WHERE e.position <= entries.position);
  UPDATE entries SET position = -position;
  DELETE FROM heads WHERE number NOT IN (SELECT chain FROM entries);
  UPDATE heads SET sequence = (SELECT max(sequence) FROM entries AS e WHERE e.chain = number),
    hash = (SELECT hash FROM entries AS e WHERE e.chain = number ORDER BY sequence DESC LIMIT 1);
  UPDATE totals SET entries = (SELECT count(*) FROM entries);`;

test.each([
  ['a whole run deleted', `DELETE FROM entries WHERE chain = ${chain('run:2')}`],
  ['the tail of a run cut', `DELETE FROM entries WHERE chain = ${chain('run:2')} AND sequence = 60`],
])('%s without a trace elsewhere shows against the seals', (name, sql) => {
  const found = tamper(name, (database) => database.exec(`${sql};${cover}`));
  expect(found).toMatchObject({ ok: false });
  expect(found.ok ? '' : found.problem).toMatch(/it sealed \d+ entries|as seal/u);
});

test('an entry rewritten with a fitting hash shows in the one after it', () => {
  const found = tamper('rewritten', (database) => {
    const row = database.prepare('SELECT bytes FROM entries WHERE position = 11').get();
    const text = new TextDecoder().decode(row?.['bytes'] as Uint8Array).replace('"n":10', '"n":99');
    database.prepare('UPDATE entries SET bytes = ?, hash = ? WHERE position = 11').run(new TextEncoder().encode(text), sha256(text)); // prettier-ignore
  });
  expect(found).toEqual({ ok: false, stream: 'run:0', sequence: 4, problem: 'it does not follow the entry before it' });
});

test('a seal rewritten with a fitting hash is held against the entries', () => {
  const found = tamper('resealed', (database) => {
    const row = database
      .prepare(`SELECT position, bytes FROM entries WHERE chain = ${chain('seal')} ORDER BY sequence DESC`)
      .get();
    const text = new TextDecoder().decode(row?.['bytes'] as Uint8Array).replace(/"sequence":60/u, '"sequence":59');
    const position = Number(row?.['position']);
    database.prepare('UPDATE entries SET bytes = ?, hash = ? WHERE position = ?').run(new TextEncoder().encode(text), sha256(text), position); // prettier-ignore
  });
  expect(found).toMatchObject({ ok: false, problem: 'it is not as seal 2 found it' });
});
