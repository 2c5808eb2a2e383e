import fc from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, test } from 'vitest';
import { quickSearch } from '../../src/conditions/patterns/quick-search.ts';

const plain = fc.constantFrom(
  'a', 'b', 'k', 's', 'K', 'S', '1', '-', ' ', '.', '\\d', '\\w', '\\s', '\\W', '\\S', '\\D', '\\.', '\\-', '\\n', '\\t', '[ab]', '[^ab]',
  '[a-k]', '[^a-k]', '[\\w-]', '[\\s1]', '[^\\d]', '[.]', '\\b', '^', '$', '/', '_',
); // prettier-ignore
const beyond = fc.constantFrom('\\B', '[[:alpha:]]', '\\pL', 'é', '\\x41', '(?s:.)', '(?P<n>a)');
const atom = fc.oneof({ weight: 60, arbitrary: plain }, { weight: 1, arbitrary: beyond });
const quantifier = fc.oneof(
  { weight: 5, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.constantFrom('?', '*', '+', '{2}', '{0,2}', '{1,}', '{0}', '*?', '+?', '??') },
);
const item = (inner: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(fc.oneof({ weight: 5, arbitrary: atom }, { weight: 1, arbitrary: inner }), quantifier)
    .map((each) => each.join(''));
const sequence = (inner: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.array(item(inner), { maxLength: 4 }).map((items) => items.join(''));
const alternatives = (inner: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.array(sequence(inner), { minLength: 1, maxLength: 3 }).map((all) => all.join('|'));
const group = alternatives(alternatives(atom).map((each) => `(${each})`)).map((each) => `(?:${each})`);

/** Patterns of the plain subset, and now and then what is beyond it. */
const pattern = fc
  .tuple(fc.constantFrom('', '(?i)'), alternatives(group))
  .map(([flag, body]) => flag + body)
  .filter((source) => compiles(source));

const textOf = (signs: string): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...Array.from(signs)), { maxLength: 12 }).map((all) => all.join(''));
const text = fc.oneof(
  { weight: 4, arbitrary: textOf('abkAKsS1- .\n\r\t_/') },
  { weight: 2, arbitrary: textOf('abkAKs -.1é\u2028\u00A0\u000BßÅå') },
  { weight: 1, arbitrary: textOf('akKsS\u017F\u212A💥') },
);

function compiles(source: string): boolean {
  try {
    RE2JS.compile(source);
    return true;
  } catch {
    return false;
  }
}

const RUNS = Number(process.env['QUICK_SEARCH_RUNS'] ?? 3_000);

describe('a quick search', () => {
  test('never says another thing than RE2, and mostly says something', () => {
    let decided = 0;
    let asked = 0;
    fc.assert(
      fc.property(pattern, fc.array(text, { minLength: 1, maxLength: 8 }), (source, texts) => {
        const quick = quickSearch(source);
        const slow = RE2JS.compile(source);
        for (const each of texts) {
          asked += 1;
          const answer = quick?.(each);
          if (answer === undefined) continue;
          decided += 1;
          expect([source, each, answer]).toEqual([source, each, slow.test(each)]);
        }
      }),
      { numRuns: RUNS },
    );
    expect(decided / asked).toBeGreaterThan(0.3);
  });

  /** Every sign of sixteen bits but halves of pairs. */
  const everySign = Array.from({ length: 65_536 }, (_, code) => String.fromCharCode(code)).filter(
    (sign) => !/[\uD800-\uDFFF]/.test(sign),
  );

  test.each([
    ...Array.from('abcdefghijklmnopqrstuvwxyzAKSZ').flatMap((letter) => [letter, `(?i)${letter}`]),
    '.',
    '\\d',
    '\\D',
    '\\w',
    '\\W',
    '\\s',
    '\\S',
    '(?i)\\w',
    '(?i)\\W',
    '(?i)[a-z]',
    '(?i)[^a-z]',
    '(?i)[^k]',
    '[^\\s]',
    'a\\b',
    '(?i)[x-z]',
  ])('takes the same signs as RE2 for %s, of all there are', (source) => {
    const quick = quickSearch(source);
    const slow = RE2JS.compile(source);
    const other: string[] = [];
    for (const sign of everySign) {
      const searched = source.endsWith('\\b') ? `a${sign}` : sign;
      const answer = quick?.(searched);
      if (answer !== undefined && answer !== slow.test(searched)) other.push(sign);
    }
    expect(other).toEqual([]);
  });

  test.each([
    ['vpn', 'the vpn is down', true],
    ['(?i)\\bvpn\\b', 'The VPN is down', true],
    ['(?i)\\bvpn\\b', 'vpns', false],
    ['(out|pass)(look|word)', 'passlook', true],
    ['^INC-\\d{3}$', 'INC-471', true],
    ['vpn.*down', 'the printer is down', false],
    ['printer\\s+(is|was)', 'printer', false],
    ['\\d+ users?', '12 user', true],
    ['(a|aa)+$', 'aaaaaaaaaaaaaaaaaaaaaaaa!', false],
  ])('decides %s over %j', (source, searched, found) => {
    expect(quickSearch(source)?.(searched)).toBe(found);
  });

  test.each([
    ['what is between must be looked at', 'vpn.*down', 'vpn, and down'],
    ['a text with the sign of long s', '(?i)s', 'a\u017F'],
    ['a text with Kelvin', '(?i)k', '\u212A'],
    ['a text with a pair', 'a.b', 'a💥b'],
  ])('leaves it to RE2: %s', (_, source, searched) => {
    expect(quickSearch(source)?.(searched)).toBeUndefined();
  });

  test.each(['(a|b|c)(a|b|c)(a|b|c)(a|b|c)(a|b|c)', '(a+)+$', '\\pL', '[[:alpha:]]', '(?s).', '.*', 'é', ''])(
    'has nothing quick for %j',
    (source) => {
      const quick = quickSearch(source);
      expect(quick?.('aaaaaaaaaaaaaaaaaaaaaaaa!')).toBeUndefined();
    },
  );

  test('tries few ways, so that its time is linear in the text: a longer text costs no more a sign', () => {
    const worst = quickSearch('(?:a|a)(?:a|a)(?:a|a)(?:a|a)(?:a|a)b');
    const timeFor = (length: number): number => {
      const searched = 'a'.repeat(length);
      const start = process.hrtime.bigint();
      expect(worst?.(searched)).toBe(false);
      return Number(process.hrtime.bigint() - start) / length;
    };
    timeFor(20_000);
    expect(timeFor(200_000)).toBeLessThan(20 * timeFor(20_000));
  });
});
