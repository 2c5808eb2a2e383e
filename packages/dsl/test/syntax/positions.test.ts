import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { parseDocument, stringify } from 'yaml';
import { parse } from '@deskbook/dsl/syntax';
import type { Json } from '@deskbook/policies';
import { expect, test } from 'vitest';

const word = fc.string({
  unit: fc.constantFrom('a', 'b', 'ü', '{', '}', '[', ']', 'x:y', '#', ' ', "'", '"', '\\', ',', '-', '\n', '😀', '0'),
});
const scalar = fc.oneof(
  word.map((text): Json => text),
  fc.integer().map((number): Json => number),
  fc.boolean().map((truth): Json => truth),
);
const key = fc.string({ unit: fc.constantFrom('a', 'b', '-', '/', '~', ' ', ':', '#'), minLength: 1, maxLength: 6 });
const { tree } = fc.letrec<{ tree: Json }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
  ),
}));

/** Every scalar of a value, with its JSON Pointer. */
function scalars(value: Json, pointer: string): readonly (readonly [string, Json])[] {
  if (typeof value !== 'object' || value === null) return [[pointer, value]];
  return Object.entries(value).flatMap(([name, inner]) =>
    scalars(inner, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  );
}

const styles = [
  {},
  { collectionStyle: 'flow' },
  { defaultStringType: 'QUOTE_SINGLE' },
  { defaultStringType: 'QUOTE_DOUBLE' },
  { defaultStringType: 'BLOCK_FOLDED' },
  { defaultStringType: 'BLOCK_LITERAL' },
] as const;

test('what is read is what was written, and each span is the source of its value', () => {
  fc.assert(
    fc.property(tree, fc.constantFrom(...styles), (value, style) => {
      const text = stringify({ kind: 'fixtures', id: 'f', x: value }, { version: '1.2', ...style });
      // A few texts of blanks are not written as they can be read again, which is not ours to test.
      fc.pre(isDeepStrictEqual((parseDocument(text).toJS() as { x: Json }).x, value));
      const { definitions, diagnostics } = parse([{ path: 'a.yaml', text }]);
      expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
      const [definition] = definitions;
      expect(definition?.data['x']).toEqual(value);
      for (const [pointer, expected] of scalars(value, '/x')) {
        const span = definition?.spans[pointer]?.value;
        const source = text.slice(span?.start, span?.end);
        if (/^[|>]/u.test(source)) continue;
        expect(parseDocument(`- ${source.replaceAll('\n', '\n  ')}\n`).toJS()).toEqual([expected]);
      }
    }),
    { numRuns: 300 },
  );
});

test('spans lie in the text, and a value lies in its parent', () => {
  fc.assert(
    fc.property(tree, (value) => {
      const text = stringify({ kind: 'fixtures', id: 'f', x: value });
      const spans = parse([{ path: 'a.yaml', text }]).definitions[0]?.spans ?? {};
      for (const [pointer, { value: own, key: name }] of Object.entries(spans)) {
        expect(own.start).toBeLessThanOrEqual(own.end);
        expect(own.end).toBeLessThanOrEqual(text.length);
        const parent = spans[pointer.slice(0, Math.max(0, pointer.lastIndexOf('/')))]?.value;
        expect(parent?.start ?? 0).toBeLessThanOrEqual((name ?? own).start);
        expect(name?.end ?? 0).toBeLessThanOrEqual(own.start);
      }
    }),
    { numRuns: 200 },
  );
});
