import { Ajv } from 'ajv';
import { jsonSchemaOf, linearPattern } from '@deskbook/dsl/bundle';
import type { Field, Fields } from '@deskbook/dsl/bundle';
import type { Json } from '@deskbook/policies';
import { describe, expect, test } from 'vitest';

const field = (type: Field['type'], more: Partial<Field> = {}): Field => ({
  type,
  list: false,
  optional: false,
  personal: false,
  secret: false,
  future: false,
  ...more,
});

function takes(fields: Fields, value: Json): boolean {
  return new Ajv({ strict: true, validateFormats: false, code: { regExp: linearPattern } }).compile(
    jsonSchemaOf(fields),
  )(value);
}

describe('each type', () => {
  const values: { readonly [type in Field['type']]: readonly [readonly Json[], readonly Json[]] } = {
    text: [
      ['', 'a'],
      [1, null, true],
    ],
    integer: [
      [1, -1],
      [1.5, '1'],
    ],
    number: [
      [1, 1.5],
      ['1', null],
    ],
    yes_no: [
      [true, false],
      ['yes', 1],
    ],
    date: [['2026-01-15'], ['2026-13-01', '15.1.2026', 20260115]],
    time: [
      ['2026-01-15T10:00:00Z', '2026-01-15T10:00+01:00'],
      ['2026-01-15', '10:00'],
    ],
    duration: [
      [0, 3_600_000],
      [-1, '1h'],
    ],
    file: [['file:1'], ['', {}]],
    json: [[null, 1, { a: [] }], []],
    person: [['lena'], ['', 1]],
    asset: [['laptop-1'], ['', {}]],
    ticket: [['IT-1'], ['', null]],
    request: [['R-1'], ['']],
    approval: [['data-access'], ['']],
    decision: [['ALLOWED', 'MISSING'], ['MAYBE']],
    record: [[{ a: 'x' }], [{}, { a: 'x', b: 1 }, 'a']],
  };

  test.each(Object.entries(values))('%s', (type, [good, bad]) => {
    const fields = { x: field(type as Field['type'], type === 'record' ? { fields: { a: field('text') } } : {}) };
    expect(good.filter((value) => !takes(fields, { x: value }))).toEqual([]);
    expect(bad.filter((value) => takes(fields, { x: value }))).toEqual([]);
  });
});

test.each<readonly [string, Partial<Field> & { readonly type: Field['type'] }, readonly Json[], readonly Json[]]>([
  ['one_of', { type: 'text', oneOf: ['a', 'b'] }, ['a'], ['c']],
  ['bounds of a number', { type: 'integer', min: 1, max: 3 }, [1, 3], [0, 4]],
  ['bounds of a text', { type: 'text', min: 2, max: 3 }, ['ab', 'abc'], ['a', 'abcd']],
  ['a pattern is of the whole text', { type: 'text', pattern: '(?i)it-[0-9]+|x' }, ['IT-42', 'x'], ['IT-42x', 'ax']],
  ['a list', { type: 'text', list: true, oneOf: ['a', 'b'] }, [[], ['a', 'b']], ['a', ['c']]],
])('%s', (_, { type, ...more }, good, bad) => {
  const fields = { x: field(type, more) };
  expect(good.filter((value) => !takes(fields, { x: value }))).toEqual([]);
  expect(bad.filter((value) => takes(fields, { x: value }))).toEqual([]);
});

test('fields are required unless they are optional, have a default or depend on a condition', () => {
  const when = { kind: 'all', of: [], reference: 'r' } as const;
  const schema = jsonSchemaOf({
    a: field('text'),
    b: field('text', { optional: true }),
    c: field('text', { default: 'x' }),
    d: field('text', { when }),
  });
  expect(schema['required']).toEqual(['a']);
  expect(schema['additionalProperties']).toBe(false);
});

test('people are told the label, and tools that it is secret', () => {
  const schema = jsonSchemaOf({ a: field('text', { label: { en: 'Pass phrase' }, secret: true, default: '' }) });
  expect(schema['properties']).toEqual({ a: { type: 'string', title: 'Pass phrase', writeOnly: true, default: '' } });
});

test('patterns that would backtrack for ever do not', () => {
  const start = performance.now();
  expect(linearPattern('^(?:(a+)+)$').test(`${'a'.repeat(5000)}b`)).toBe(false);
  expect(performance.now() - start).toBeLessThan(5000);
});
