import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../../src/journal/canonical-json.ts';

const outcome = (write: () => unknown): unknown => {
  try {
    return write();
  } catch (error) {
    return error instanceof Error ? error.message : error;
  }
};

const library = (value: unknown): string => {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('only JSON values can be stored');
  return text;
};

/** Values that JSON takes in its own way, or not at all. */
const odd = fc.constantFrom<unknown>(
  undefined,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  -0,
  1e21,
  1e-7,
  '\ud800',
  'a\udc00b',
  '\u0007"\\/',
  '😀',
  new Date(0),
  Symbol('s'),
  () => 1,
  Object(1),
  Object('text'),
  { toJSON: () => 'itself' },
  { toJSON: () => undefined },
  Object.assign([1], { toJSON: () => 2 }),
  Object.create({ inherited: 1 }),
  Object.assign(Object.create(null), { b: 1, a: 2 }),
  new Map([[1, 2]]),
);

const values = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.jsonValue(),
    fc.string({ unit: 'binary' }),
    odd,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string({ unit: 'binary', maxLength: 3 }), tie('value'), { maxKeys: 5 }),
  ),
})).value;

test('what is written in one go is what the library writes, or refuses', () => {
  fc.assert(
    fc.property(values, (value) => {
      expect(outcome(() => canonicalJson(value))).toEqual(outcome(() => library(value)));
    }),
    { numRuns: 2_000 },
  );
});

test('a circle and a depth that no recursion stands are left to the library', () => {
  const circle: { self?: unknown } = {};
  circle.self = circle;
  expect(() => canonicalJson(circle)).toThrow('Circular reference detected');
  let deep: unknown = 1;
  for (let depth = 0; depth < 50_000; depth += 1) deep = [deep];
  expect(canonicalJson(deep)).toHaveLength(100_001);
});
