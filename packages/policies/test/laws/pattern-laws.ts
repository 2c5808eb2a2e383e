import assert from 'node:assert/strict';
import fc from 'fast-check';
import { RE2JS } from 're2js';
import { compilePattern } from '@deskbook/policies/conditions';
import { hasPart } from '../../src/conditions/has-part.ts';
import { law } from './law.ts';

const letters = 'ab1 é💥';
const atom = fc.constantFrom(
  ...Array.from(letters), '.', '\\d', '\\D', '\\w', '\\W', '[ab]', '[^a]', '[a-b1]', '^', '$', '\\b', '(?:)', '\\.', '[\\]💥]',
); // prettier-ignore
const times = fc.constantFrom('*', '+', '?', '*?', '+?', '??', '{0}', '{2}', '{0,2}', '{1,}', '{1,3}?');

/** Patterns that mean the same to RE2 and to the platform, with its `u` flag; `\B` does not: V8 finds it inside of 💥. */
const { pattern } = fc.letrec<{ pattern: string; part: string }>((tie) => ({
  pattern: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    atom,
    fc.array(tie('part'), { maxLength: 4 }).map((parts) => parts.join('')),
    fc.tuple(tie('part'), tie('part')).map((parts) => `(?:${parts.join('|')})`),
  ),
  part: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    { weight: 3, arbitrary: atom },
    fc.tuple(tie('pattern'), times).map(([part, often]) => `(?:${part})${often}`),
    tie('pattern').map((part) => `(${part})`),
  ),
}));
const text = fc.string({ unit: fc.constantFrom(...Array.from(letters), '.', ']'), maxLength: 10 });
/** Patterns in which RE2 and the platform do not always agree: cases, classes, lines, and signs that are letters only to one of them. */
const sloppy = fc.constantFrom(
  ...Array.from('abkKsS \n-_'), '.', '\\s', '\\S', '\\w', '\\W', '\\d', '[a-k]', '[^a]', '[^\\s]', '[[:alpha:]]', '^', '$', '\\b', '\\B', '\\n', '\\pL', 'é', 'ſ', 'K', '💥', '\\x{4b}', '\\Qa.b\\E', '(?i)',
); // prettier-ignore
const { loose } = fc.letrec<{ loose: string; group: string; flagged: string }>((tie) => ({
  loose: fc
    .tuple(fc.constantFrom('', '', '(?i)', '(?s)', '(?m)', '(?U)'), tie('flagged'))
    .map((parts) => parts.join('')),
  flagged: fc.oneof(
    { maxDepth: 4 },
    sloppy,
    fc.array(tie('group'), { maxLength: 4 }).map((parts) => parts.join('')),
  ),
  group: fc.oneof(
    { maxDepth: 4 },
    { weight: 3, arbitrary: sloppy },
    fc.tuple(tie('flagged'), times).map(([part, often]) => `(?:${part})${often}`),
    fc.tuple(tie('flagged'), tie('flagged')).map((parts) => `(${parts.join('|')})`),
    fc.tuple(sloppy, times).map((parts) => parts.join('')),
  ),
}));
const searched = fc.string({
  unit: fc.constantFrom(...Array.from('abkKsS \n\r\t\u2028\u00a0\v-_.1éſK💥'), '\ud83d'),
  maxLength: 10,
});

function isPattern(source: string): boolean {
  try {
    return source.length <= 1_000 && RE2JS.compile(source).programSize() <= 1_500;
  } catch {
    return false;
  }
}
const beats = fc.string({ unit: fc.constantFrom('a', 'b', '💥'), maxLength: 6 });
const signs = fc.string({
  unit: fc.constantFrom(...Array.from('()[]{}|*+?.\\^$ab1,:=<>!-pPLN\u0000é💥')),
  maxLength: 30,
});

/** Patterns are RE2's. Where RE2 and the platform speak one language, they agree. */
export const patternLaws = [
  law(
    'a part is found where the platform finds it, however long',
    2_000,
    [beats, fc.nat(3), beats.filter((part) => part !== ''), fc.nat(300)],
    (before, times, part, more) => {
      const long = part.repeat(300 + more);
      const text = `${before}${long.slice(1).repeat(times)}${part}${before}`;
      assert.equal(hasPart(text, long), text.split(long).length > 1);
      assert.equal(hasPart(text, part), text.split(part).length > 1);
      assert.ok(hasPart(`${before}${long}${text}`, long));
    },
  ),

  law('a pattern is found where the platform finds it', 3_000, [pattern, text], (source, searched) => {
    const compiled = compilePattern(source);
    assert.ok(compiled.ok, source);
    assert.equal(compiled.pattern.test(searched), new RegExp(source, 'u').test(searched));
    assert.equal(compiled.pattern.testWhole(searched), new RegExp(`^(?:${source})$`, 'u').test(searched));
    assert.equal(compiled.pattern.capture(searched) !== null, compiled.pattern.test(searched));
  }),

  law('a pattern is found where RE2 alone finds it', 3_000, [loose, searched], (source, text) => {
    const compiled = compilePattern(source);
    assert.equal(compiled.ok, isPattern(source));
    if (compiled.ok) assert.equal(compiled.pattern.test(text), RE2JS.compile(source).test(text));
  }),

  law('no source makes compiling or searching throw', 2_000, [signs, fc.string()], (source, searched) => {
    const result = compilePattern(source);
    assert.equal(typeof (result.ok ? result.pattern.test(searched) : result.message), result.ok ? 'boolean' : 'string');
  }),
];
