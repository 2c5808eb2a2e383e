import { expect, test } from 'vitest';
import type { Extraction } from '@deskbook/dsl/bundle';
import type { Json } from '@deskbook/policies';
import { extract, placeOf } from '../../src/events/extract.ts';
import { pointer } from './test-bundle.ts';

const payload: Json = {
  'a/b': { 'c~d': 1 },
  list: [
    { k: 'x', v: 1 },
    { k: 'y', v: null },
    { k: 'z', v: 3 },
  ],
  text: 'INC-42 and INC-43',
  number: 42,
  none: null,
  yes: 'True',
  zero: '0',
  padded: ' 7.5 ',
  seconds: '1774619880',
  vendor: '2026-03-27 14:58:00',
  german: '27.03.2026 15:58 +01:00',
  iso: '2026-03-27T15:58:00.123456789+0100',
  csv: 'a, b,,c',
  tree: { deep: true },
};

const run = (extraction: Extraction) =>
  extract(extraction, {
    payload,
    headers: { 'x-id': 'h1' },
    received: '2026-03-27T15:00:00.000Z',
    person: async (scheme, account) => (account === 'x' ? `${scheme}-person` : undefined),
  });

const of = (kind: 'epoch_ms' | 'epoch_s' | 'time' | 'number' | 'boolean' | 'split' | 'lower', at: string, format?: string): Extraction => ({ kind, from: pointer(at), ...(format === undefined ? {} : { format }) }); // prettier-ignore
const map = (at: string, otherwise?: Json): Extraction => ({ kind: 'map', map: { '42': 'answer', null: 'never' }, from: pointer(at), ...(otherwise === undefined ? {} : { otherwise }) }); // prettier-ignore
const find = (k: string, take = '/v'): Extraction => ({ kind: 'find', in: pointer('/list'), where: { '/k': k }, take });
const capture = (pattern: string, at = '/text'): Extraction => ({ kind: 'extract', pattern, from: pointer(at) });

test.each<[string, Extraction, Json | undefined]>([
  ['an escaped pointer', pointer('/a~1b/c~0d'), 1],
  ['the whole', { kind: 'each', of: pointer('/list'), take: '' }, (payload as { list: Json }).list],
  ['a place in a list', pointer('/list/2/k'), 'z'],
  ['no place in a list', pointer('/list/01/k'), undefined],
  ['nothing of a prototype', pointer('/tree/constructor'), undefined],
  ['no length of a list', pointer('/list/length'), undefined],
  ['no character of a text', pointer('/text/0'), undefined],
  ['null', pointer('/none'), null],
  ['null below null', pointer('/none/x/y'), null],
  ['a header', { kind: 'header', header: 'X-Id' }, 'h1'],
  ['no header', { kind: 'header', header: 'constructor' }, undefined],
  ['when it was received', { kind: 'received' }, '2026-03-27T15:00:00.000Z'],
  ['a literal', { kind: 'literal', value: 5 }, 5],
  ['the first that is there', { kind: 'first', of: [pointer('/x'), pointer('/none'), pointer('/number')] }, 42],
  ['null, where only that is there', { kind: 'first', of: [pointer('/x'), pointer('/none')] }, null],
  ['the first that can be read', { kind: 'first', of: [map('/text'), pointer('/number')] }, 42],
  ['a group', capture('INC-(\\d+)'), '42'],
  ['a whole match', capture('INC-\\d+'), 'INC-42'],
  ['no match', capture('CHG-\\d+'), undefined],
  ['a group of a number', capture('^(.)', '/number'), '4'],
  ['nothing of a record', capture('.', '/tree'), undefined],
  ['a mapped number', map('/number'), 'answer'],
  ['what else is mapped to', map('/text', 'other'), 'other'],
  ['null is not mapped', map('/none'), null],
  ['seconds', of('epoch_s', '/seconds'), '2026-03-27T13:58:00.000Z'],
  ['milliseconds', of('epoch_ms', '/number'), '1970-01-01T00:00:00.042Z'],
  ['an ISO time', of('time', '/iso'), '2026-03-27T14:58:00.123Z'],
  ["a vendor's time", of('time', '/vendor', 'yyyy-MM-dd HH:mm:ss'), '2026-03-27T14:58:00.000Z'],
  ['a time with a zone', of('time', '/german', 'dd.MM.yyyy HH:mm XXX'), '2026-03-27T14:58:00.000Z'],
  ['a number from text', of('number', '/padded'), 7.5],
  ['a number', of('number', '/number'), 42],
  ['yes', of('boolean', '/yes'), true],
  ['no', of('boolean', '/zero'), false],
  ['parts', of('split', '/csv'), ['a', 'b', 'c']],
  ['parts between something else', of('split', '/text', ' and '), ['INC-42', 'INC-43']],
  ['lower case', of('lower', '/yes'), 'true'],
  ['each', { kind: 'each', of: pointer('/list'), take: '/v' }, [1, 3]],
  ['each of no list', { kind: 'each', of: pointer('/text'), take: '/v' }, undefined],
  ['one found', find('z'), 3],
  ['none found', find('w'), undefined],
  ['none found in no list', { kind: 'find', in: pointer('/text'), where: {}, take: '' }, undefined],
  ['a person', { kind: 'person', scheme: 's', from: find('x', '/k') }, 's-person'],
  ['nobody', { kind: 'person', scheme: 's', from: find('y', '/k') }, undefined],
  ['no person without an account', { kind: 'person', scheme: 's', from: pointer('/none') }, null],
  ['no person behind an empty account', { kind: 'person', scheme: 's', from: { kind: 'literal', value: '' } }, null],
  ['no person behind a record', { kind: 'person', scheme: 's', from: pointer('/tree') }, undefined],
])('reads %s', async (_, extraction, expected) => {
  expect(await run(extraction)).toEqual({ ok: true, value: expected });
});

test.each<[string, Extraction, string]>([
  ['a value without a mapping', map('/text'), '/text'],
  ['a record without a mapping', map('/tree'), '/tree'],
  ['a time that is none', of('time', '/text'), '/text'],
  ['a time of another form', of('time', '/iso', 'yyyy-MM-dd HH:mm:ss'), '/iso'],
  ['a time that goes on', of('time', '/vendor', 'yyyy-MM-dd'), '/vendor'],
  ['a number that is none', of('number', '/text'), '/text'],
  ['seconds that are none', of('epoch_s', '/text'), '/text'],
  ['milliseconds beyond time', { kind: 'epoch_ms', from: { kind: 'literal', value: 1e18 } }, ''],
  ['a yes that is none', of('boolean', '/text'), '/text'],
  ['lower case of a number', of('lower', '/number'), '/number'],
  ['parts of a number', of('split', '/number'), '/number'],
  ['a person by a broken account', { kind: 'person', scheme: 's', from: map('/text') }, '/text'],
  ['all of several that cannot be read', { kind: 'first', of: [map('/text'), map('/csv')] }, '/text'],
])('names %s', async (_, extraction, place) => {
  expect(await run(extraction)).toMatchObject({ ok: false, pointer: place });
});

test('the place of an extraction is where it reads', () => {
  expect(placeOf({ kind: 'first', of: [] })).toBe('');
  expect(placeOf({ kind: 'extract', pattern: '.', from: { kind: 'header', header: 'x-id' } })).toBe('header:x-id');
  expect(placeOf({ kind: 'each', of: find('x'), take: '' })).toBe('/list');
});
