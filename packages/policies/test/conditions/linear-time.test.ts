import { describe, expect, test } from 'vitest';
import { compilePattern, evaluate } from '@deskbook/policies/conditions';
import type { Condition, Facts, Operator } from '@deskbook/policies/conditions';
import type { Json } from '@deskbook/policies';
import { indexRules } from '@deskbook/policies/rules';

/** Something to do, made ready for an input of some size. */
type Prepare = (size: number) => () => unknown;

/** What is too quick to compare, in microseconds. */
const QUICK = 40_000;

/** Processor time in microseconds, the least of several tries: other processes of the machine don't count. */
function cost(work: () => unknown): number {
  const tries = Array.from({ length: 3 }, () => {
    const started = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(started);
    return user + system;
  });
  return Math.min(...tries);
}

/**
 * Eight times the input costs about eight times as much, and not sixty-four: less than twenty-four, with room for what a small input has in
 * its favour. What takes next to no time at the full size proves itself.
 */
function expectLinear(prepare: Prepare, size: number): void {
  const full = cost(prepare(size));
  if (full < QUICK) return;
  expect(full / cost(prepare(size / 8))).toBeLessThan(24);
}

const compare = (operator: Operator, left: string, right: Json | { readonly fact: string }): Condition => ({
  kind: 'compare',
  fact: left,
  operator,
  operand:
    typeof right === 'object' && right !== null && 'fact' in right ? { fact: right.fact as string } : { value: right },
  reference: 'test',
});
const some = (fact: string, of: Condition): Condition => ({ kind: 'some', fact, of, reference: 'test' });
const list = <T>(length: number, item: (index: number) => T): T[] => Array.from({ length }, (_, index) => item(index));
const time = (year: number, milliseconds: number): string => new Date(Date.UTC(year) + milliseconds).toISOString();

/** Two letters in an order that never repeats itself for long: no run of one letter to skip. */
function restless(length: number): string {
  let state = 1;
  let text = '';
  while (text.length < length) {
    state = (state * 48_271) % 2_147_483_647;
    text += state % 2 === 0 ? 'a' : 'b';
  }
  return text;
}

const texts: { readonly [name: string]: (length: number) => string } = {
  'one letter': (length) => `b${'a'.repeat(length - 2)}!`,
  'two letters': restless,
};

const patterns = [
  '(a+)+$', '(a|a)*b$', '(a|aa)+$', 'a*a*a*b', '(.*a){20}$', '^(([a-z])+.)+[A-Z]([a-z])+$', '(x+x+)+y', '(?i)(a*)*b', '\\pL{500}',
  '(a|b)*a(a|b){12}c', 'a{900}b', '(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)a{900}b', 'a{0,63}a{900}b', '(?i)(a|A)(a|A)(a|A)(a|A)[aA]{900}b', '(?:a?){200}a{200}c?$', '(?:[ab]{0,20}){20}c?$', `(${list(150, (n) => `a${n}b`).join('|')})$`, `(${'a|'.repeat(400)}b)c$`,
]; // prettier-ignore

describe('a search takes time linear in the text', () => {
  const cases = patterns.flatMap((pattern) =>
    Object.keys(texts).map((text) => [pattern.slice(0, 40), text, pattern] as const),
  );
  test.each(cases)('%s in %s', { timeout: 30_000 }, (_, name, pattern) => {
    const matches = compare('matches', 'ticket.text', pattern);
    expectLinear((size) => {
      const facts = { ticket: { text: texts[name]?.(size) ?? '' } };
      return () => expect(evaluate(matches, facts).truth).not.toBe('undecided');
    }, 200_000);
  });

  test('nor does what stands in the pattern make any one character expensive', () => {
    const text = 'a'.repeat(20_000);
    const plain = compilePattern('a{900}b');
    const hostile = ['(a|a)(a|a)(a|a)(a|a)(a|a)(a|a)a{900}b', 'a{0,63}a{900}b', 'a?a?a?a?a?a?a{900}b'].map((source) => compilePattern(source)); // prettier-ignore
    for (const result of hostile) {
      expect(cost(() => result.ok && result.pattern.test(text))).toBeLessThan(
        Math.max(20 * cost(() => plain.ok && plain.pattern.test(text)), QUICK * 5),
      );
    }
  });

  test('a pattern that unfolds to more than 1,500 steps is none: its factor would be minutes', () => {
    const unfolding = list(60, (n) => `a[ab]{${900 + n}}`).join('|');
    expect(unfolding.length).toBeLessThan(1_000);
    expect(compilePattern(unfolding)).toEqual({
      ok: false,
      message: expect.stringMatching(/^a pattern unfolds to at most 1500 steps; this one to \d{5}$/) as string,
    });
    expect(compilePattern('a'.repeat(1_000)).ok).toBe(true);
    expect(compilePattern('a{900}').ok).toBe(true);
  });
});

describe('a hostile ticket costs what its size costs', () => {
  const equalsItself = compare('equals', 'ticket.one', { fact: 'ticket.other' });

  test.each<[string, number, Condition, (size: number) => Facts]>([
    [
      'a long part that the text almost has, everywhere',
      400_000,
      compare('contains', 'ticket.text', { fact: 'ticket.part' }),
      (size) => ({ ticket: { text: 'a'.repeat(size), part: `${'a'.repeat(size / 8)}b${'a'.repeat(size / 8)}` } }),
    ],
    [
      'every record looked up in a long list',
      10_000,
      some('ticket.list', compare('in', 'by', { fact: 'ticket.watchers' })),
      (size) => ({ ticket: { list: list(size, (n) => ({ by: `a${n}` })), watchers: list(size, (n) => `b${n}`) } }),
    ],
    [
      'every time looked up in a long list of times',
      10_000,
      some('ticket.list', compare('not_in', 'at', { fact: 'ticket.times' })),
      (size) => ({ ticket: { list: list(size, (n) => ({ at: time(2020, n) })), times: list(size, (n) => time(2020, n)) } }), // prettier-ignore
    ],
    [
      'a list of each record asked for each of the roots’',
      8_000,
      some('ticket.list', compare('has_any', 'tags', { fact: 'ticket.tags' })),
      (size) => ({ ticket: { list: list(size, (n) => ({ tags: [n] })), tags: list(1_000, (n) => -1 - n) } }),
    ],
    [
      'two lists of times, each with each',
      1_000,
      compare('has_any', 'ticket.one', { fact: 'ticket.other' }),
      (size) => ({ ticket: { one: list(size, (n) => time(2020, n)), other: list(size, (n) => time(2021, n)) } }),
    ],
    [
      'lists of records in records of lists',
      8_000,
      some('ticket.list', some('inner', compare('equals', 'x', 1))),
      (size) => ({ ticket: { list: list(size, () => ({ inner: list(10, () => ({ x: 0 })) })) } }),
    ],
    [
      'a deep value',
      200_000,
      equalsItself,
      (size) => ({ ticket: { one: nestedLists(size), other: nestedLists(size) } }),
    ],
    [
      'a wide value',
      40_000,
      equalsItself,
      (size) => ({ ticket: { one: Object.fromEntries(list(size, (n) => [`k${n}`, n])), other: Object.fromEntries(list(size, (n) => [`k${size - 1 - n}`, size - 1 - n])) } }), // prettier-ignore
    ],
  ])('%s', { timeout: 30_000 }, (_, size, condition, facts) => {
    const index = indexRules([{ when: condition }, { when: { kind: 'not', of: condition, reference: 'not' } }]);
    expectLinear((smaller) => {
      const known = facts(smaller);
      return () => {
        expect(evaluate(condition, known).truth).not.toBe('undecided');
        expect(index.hits(known).matched).toHaveLength(1);
      };
    }, size);
  });
});

function nestedLists(levels: number): Json {
  let value: Json = [];
  for (let level = 0; level < levels; level += 1) value = [value];
  return value;
}
