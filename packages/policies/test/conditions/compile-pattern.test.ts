import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compilePattern } from '@deskbook/policies/conditions';
import type { Pattern } from '@deskbook/policies/conditions';

const SIGNS = Array.from('()[]{}|*+?.\\^$ab1,:=<>!-pPLN\u0000é💥');

function pattern(source: string): Pattern {
  const result = compilePattern(source);
  if (!result.ok) throw new Error(result.message);
  return result.pattern;
}

describe('patterns', () => {
  test('are found anywhere, unless they say otherwise', () => {
    expect(pattern('vpn').test('the vpn is down')).toBe(true);
    expect(pattern('^vpn$').test('the vpn is down')).toBe(false);
    expect(pattern('(?i)\\bVPN\\b').test('the vpn is down')).toBe(true);
    expect(pattern('').test('')).toBe(true);
  });

  test('can be asked for the whole text, and for their groups', () => {
    expect(pattern('\\d+').testWhole('4711')).toBe(true);
    expect(pattern('\\d+').testWhole('A4711')).toBe(false);
    expect(pattern('/issue/(\\d+)(/x)?').capture('/api/issue/10002/comment')).toEqual(['/issue/10002', '10002', null]);
    expect(pattern('x').capture('y')).toBe(null);
  });

  test.each(['(', '[z-a]', '(?=look)', '(?<!behind)x', '(a)\\1', 'a{2000}', '((a{100}){100}){100}', '\\', '*'])(
    '%s is none',
    (source) => {
      const result = compilePattern(source);
      expect(result).toEqual({ ok: false, message: expect.stringMatching(/^[a-z]/) as string });
    },
  );

  test('are of limited length', () => {
    expect(compilePattern('a'.repeat(1_000)).ok).toBe(true);
    expect(compilePattern('a'.repeat(1_001))).toEqual({
      ok: false,
      message: 'a pattern has at most 1000 characters; this one has 1001',
    });
  });

  test('are compiled once while they are in use, and forgotten in the end', () => {
    const first = compilePattern('^once$');
    expect(compilePattern('^once$')).toBe(first);
    for (let n = 0; n < 400; n += 1) compilePattern(`^filler-${n}$`);
    expect(compilePattern('^once$')).toBe(first);
    for (let n = 0; n < 600; n += 1) compilePattern(`^other-${n}$`);
    expect(compilePattern('^once$')).not.toBe(first);
  });

  test.each([
    '(a+)+$',
    '(a|a)*$',
    '(a|aa)+$',
    '(.*a){20}$',
    '^(([a-z])+.)+[A-Z]([a-z])+$',
    '(x+x+)+y',
    '\\pN{500}',
    '(?i)(a*)*b',
  ])('%s takes time linear in a hostile text', (source) => {
    const compiled = pattern(source);
    const text = `${'a'.repeat(100_000)}!`;
    const started = performance.now();
    compiled.test(text);
    compiled.testWhole(text);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  test('no source makes compiling throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...SIGNS), maxLength: 30 }), fc.string(), (source, text) => {
        const result = compilePattern(source);
        expect(typeof (result.ok ? result.pattern.test(text) : result.message)).toBe(result.ok ? 'boolean' : 'string');
      }),
      { numRuns: 2_000 },
    );
  });
});
