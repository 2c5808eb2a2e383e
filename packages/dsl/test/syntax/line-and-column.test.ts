import fc from 'fast-check';
import { lineAndColumn, lineIndex, pointerTo } from '@deskbook/dsl/syntax';
import { expect, test } from 'vitest';

test.each([
  ['', 0, 1, 1],
  ['abc', 2, 1, 3],
  ['a\nbc', 1, 1, 2],
  ['a\nbc', 2, 2, 1],
  ['a\nbc', 3, 2, 2],
  ['a\n', 2, 2, 1],
  ['a\nb', 99, 2, 2],
  ['a', -5, 1, 1],
])('%j at %i is %i:%i', (text, offset, line, column) => {
  expect(lineAndColumn(text, offset)).toEqual({ line, column });
});

test('an index agrees with counting', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '\r\n', 'é', '😀') }), fc.nat(), (text, at) => {
      const offset = at % (text.length + 1);
      const lines = text.slice(0, offset).split('\n');
      expect(lineIndex(text)(offset)).toEqual({ line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 });
    }),
  );
});

test('a hundred thousand places of a long text are found at once', () => {
  const text = 'line\n'.repeat(50_000);
  const placeOf = lineIndex(text);
  const start = performance.now();
  for (let offset = 0; offset < text.length; offset += 2) placeOf(offset);
  expect(performance.now() - start).toBeLessThan(5000);
});

test('pointers escape what JSON Pointers escape', () => {
  expect(pointerTo(pointerTo('', 'a/b~c'), 0)).toBe('/a~1b~0c/0');
});
