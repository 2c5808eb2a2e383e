import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openBundle } from '../../src/bundle/index.ts';
import { check } from '../../src/check/check.ts';
import { parse } from '../../src/syntax/index.ts';
import { tinyBundle } from './tiny-bundle.ts';

const words = [
  'null', '[]', '{}', 'true', '-1', '0.5', "''", '{{', "'{{ticket.id}}'", "'{{__proto__.x}}'", '__proto__', 'constructor', 'toString',
  'any', 'otherwise', 'P1', '2 business days', '1e999', '[{}]', '{ a: { b: [1] } }', "'(?=a)'", 'x.y.z', '*', '#', 'anyone',
]; // prettier-ignore

/** One slip of the hand: a word of one file replaced, left out or said twice. */
const slip = fc.record({
  file: fc.constantFrom(...Object.keys(tinyBundle)),
  at: fc.nat(1_000),
  word: fc.constantFrom(...words),
  how: fc.constantFrom('replace', 'remove', 'repeat'),
});

function slipped(
  files: { readonly [path: string]: string },
  { file, at, word, how }: typeof slip extends fc.Arbitrary<infer T> ? T : never,
) {
  const parts = (files[file] ?? '').split(/(?<=[\s,[\]{}:])|(?=[\s,[\]{}:])/);
  const index = at % parts.length;
  const part = parts[index] ?? '';
  const put = how === 'replace' ? [word] : how === 'repeat' ? [part, part] : [];
  return { ...files, [file]: parts.toSpliced(index, 1, ...put).join('') };
}

describe('whatever is written', () => {
  it('check never throws, points into the files, and gives a bundle exactly where there is no error', () => {
    fc.assert(
      fc.property(fc.array(slip, { minLength: 1, maxLength: 3 }), (slips) => {
        const files = slips.reduce<{ readonly [path: string]: string }>(slipped, tinyBundle);
        const texts = Object.entries(files).map(([path, text]) => ({ path, text }));
        const { bundle, diagnostics } = check(parse(texts));
        expect(bundle === null).toBe(diagnostics.some(({ severity }) => severity === 'error'));
        const misplaced = diagnostics.filter(({ span }) => {
          const text = files[span.file];
          return text === undefined || span.start > span.end || span.end > text.length;
        });
        expect(misplaced).toEqual([]);
        expect(diagnostics.filter(({ message }) => /undefined|\[object|\.$/.test(message))).toEqual([]);
        expect(bundle === null || openBundle(JSON.stringify(bundle)).ok).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('gives the same bundle, byte for byte, from the same text', () => {
    const texts = Object.entries(tinyBundle).map(([path, text]) => ({ path, text }));
    expect(JSON.stringify(check(parse(texts)))).toBe(JSON.stringify(check(parse(texts))));
  });
});
