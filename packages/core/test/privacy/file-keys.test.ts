import { readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { StoreError } from '../../src/index.ts';
import { fileKeys, memoryKeys } from '../../src/privacy/index.ts';
import { temporaryFolder } from '../journal/temporary-folder.ts';
import { everyKeys } from './every-keys.ts';

const inFolder = (): string => join(temporaryFolder(), 'desk.keys');
const at = '2026-03-27T13:00:00.000Z';

/** Everything on disk beside and in a file of keys. */
const bytesOf = (path: string): Buffer =>
  Buffer.concat(readdirSync(dirname(path)).map((file) => readFileSync(join(dirname(path), file))));

everyKeys('in a file', async () => fileKeys(inFolder()));
everyKeys('in memory', async () => memoryKeys());

test('only its owner may read it', async () => {
  const path = inFolder();
  const keys = fileKeys(path);
  await keys.make({ people: ['lena'], scopes: [] });
  const modes = readdirSync(dirname(path)).map((file) => statSync(join(dirname(path), file)).mode & 0o777);
  expect(new Set(modes)).toEqual(new Set([0o600]));
  keys.close();
});

test('what was made is there for the next process; what was destroyed is nowhere on the disk', async () => {
  const path = inFolder();
  const people = Array.from({ length: 200 }, (_, index) => `person-${index}`);
  const keys = fileKeys(path);
  await Promise.all(people.map((person) => keys.make({ people: [person], scopes: [`run:${person}`] })));
  const [gone, forgotten] = [Buffer.from(keys.key('1:person-7') ?? []), Buffer.from(keys.secret('run:person-8') ?? [])];
  expect(bytesOf(path).includes(gone)).toBe(true);
  await keys.erase('person-7', at);
  await keys.forget(['run:person-8']);
  // While it is still open: neither in the file, nor in its log.
  expect(bytesOf(path).includes(gone)).toBe(false);
  expect(bytesOf(path).includes(forgotten)).toBe(false);
  keys.close();
  const again = fileKeys(path, { readOnly: true });
  expect([again.subject('person-7'), again.subject('person-9'), again.secret('run:person-8')]).toEqual([
    null,
    '1:person-9',
    null,
  ]);
  again.close();
  expect(bytesOf(path).includes(gone)).toBe(false);
});

test('something else is no file of keys', async () => {
  expect(() => fileKeys(inFolder(), { readOnly: true })).toThrow(StoreError);
  expect(() => fileKeys(import.meta.filename, { readOnly: true })).toThrow(StoreError);
});
