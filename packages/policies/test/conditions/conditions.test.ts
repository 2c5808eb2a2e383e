import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PolicyFault } from '@deskbook/policies';
import type { Json, JsonObject } from '@deskbook/policies';
import { evaluate, explain, factsOf, parseInstant, readFact, sameValue } from '@deskbook/policies/conditions';
import type { Comparison, Condition, Operator } from '@deskbook/policies/conditions';

const compare = (fact: string, operator: Operator, operand: Comparison['operand']): Comparison => ({
  kind: 'compare',
  fact,
  operator,
  operand,
  reference: `#/${fact}`,
});
const is = (fact: string, value: Json): Comparison => compare(fact, 'equals', { value });
const nest = (levels: number, of: Condition): Condition =>
  levels === 0 ? of : { kind: 'not', of: nest(levels - 1, of), reference: '' };

describe('reading facts', () => {
  const own = JSON.parse(
    '{"a":{"c-d":1,"__proto__":{"x":2},"list":[{"b":1}],"text":"abc","none":null,"constructor":"own"}}',
  ) as JsonObject;

  test.each<[string, Json | undefined]>([
    ['a.c-d', 1],
    ['a.constructor', 'own'],
    ['a.__proto__.x', 2],
    ['a.none', undefined],
    ['a.none.deeper', undefined],
    ['a.missing', undefined],
    ['a.list.0', undefined],
    ['a.list.length', undefined],
    ['a.text.length', undefined],
    ['a.text.0', undefined],
    ['a.toString', undefined],
    ['constructor', undefined],
    ['__proto__', undefined],
    ['__proto__.toString', undefined],
    ['a.list.constructor.constructor', undefined],
    ['hasOwnProperty', undefined],
  ])('%s', (path, value) => {
    expect(readFact(own, path)).toEqual(value);
  });

  test('a list is read whole', () => {
    expect(readFact(own, 'a.list')).toEqual([{ b: 1 }]);
  });

  test.each(['', '.', 'a..b', 'a.', Array.from({ length: 33 }, () => 'a').join('.')])('%s is no path', (path) => {
    expect(() => readFact({}, path)).toThrow(PolicyFault);
    expect(() => evaluate(is(path, 1), {})).toThrow(PolicyFault);
  });

  test('deciding never changes what every object has', () => {
    const hostile = JSON.parse(
      '{"__proto__":{"polluted":true},"a":{"constructor":{"prototype":{"polluted":true}}}}',
    ) as JsonObject;
    expect(evaluate(is('a.polluted', true), hostile).truth).toBe('undecided');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe('what is missing', () => {
  const now = '2026-01-01T00:00:00Z';
  test.each<[string, Condition, JsonObject, readonly string[]]>([
    ['the fact', is('t.a', 1), { t: {} }, ['t.a']],
    ['a fact of the wrong type', compare('t.a', 'lt', { value: 3 }), { t: { a: 'x' } }, ['t.a']],
    ['the fact, where a literal is of the wrong type', compare('t.a', 'lt', { value: 'x' }), { t: { a: 1 } }, ['t.a']],
    ['what it is compared with', compare('t.a', 'equals', { fact: 'p.id' }), { t: { a: 1 } }, ['p.id']],
    [
      'what it is compared with, of the wrong type',
      compare('t.a', 'in', { fact: 'p.ids' }),
      { t: { a: 1 }, p: { ids: 'x' } },
      ['p.ids'],
    ],
    ['both', compare('t.a', 'equals', { fact: 'p.id' }), {}, ['p.id', 't.a']],
    ['the present moment', compare('t.at', 'within', { value: 1 }), { t: { at: now } }, ['now']],
    [
      'a present moment that is none',
      compare('t.at', 'within', { value: 1 }),
      { t: { at: now }, now: 'noon' },
      ['now'],
    ],
    [
      'the length of time',
      compare('t.at', 'older_than', { fact: 't.long' }),
      { t: { at: now }, now },
      ['now', 't.long'],
    ],
    [
      'only what is undecided',
      { kind: 'all', of: [is('t.a', 1), is('t.b', 1)], reference: '' },
      { t: { a: 1 } },
      ['t.b'],
    ],
    [
      'nothing, where it is decided anyway',
      { kind: 'any', of: [is('t.a', 1), is('t.b', 1)], reference: '' },
      { t: { a: 1 } },
      [],
    ],
    [
      'each once',
      { kind: 'any', of: [is('t.b', 1), { kind: 'not', of: is('t.b', 2), reference: '' }], reference: '' },
      {},
      ['t.b'],
    ],
    ['a list', { kind: 'some', fact: 't.list', of: is('b', 1), reference: '' }, { t: {} }, ['t.list']],
    [
      'a field of its records',
      { kind: 'some', fact: 't.list', of: is('b.c', 1), reference: '' },
      { t: { list: [{}, 1] } },
      ['t.list.b.c'],
    ],
    [
      'a field of the records of its records',
      {
        kind: 'every',
        fact: 't.list',
        of: { kind: 'some', fact: 'sub', of: is('c', 1), reference: '' },
        reference: '',
      },
      { t: { list: [{ sub: [{}] }, { sub: [{ c: 1 }] }] } },
      ['t.list.sub.c'],
    ],
  ])('%s', (_, condition, facts, missing) => {
    expect(evaluate(condition, facts).missing).toEqual(missing);
  });
});

describe('texts to search', () => {
  test('are of limited length', () => {
    const vpn = compare('t.text', 'matches', { value: 'vpn' });
    const searched = (length: number): string => evaluate(vpn, { t: { text: `${'a'.repeat(length - 3)}vpn` } }).truth;
    expect([searched(200_000), searched(200_001)]).toEqual(['holds', 'undecided']);
  });
});

describe('lists', () => {
  const list = (length: number): readonly Json[] => Array.from({ length }, (_, n) => n);
  const some: Condition = { kind: 'some', fact: 't.list', of: compare('a', 'known', { value: true }), reference: '' };

  test.each<[string, Condition, number, string]>([
    ['some', some, 10_000, 'fails'],
    ['some', some, 10_001, 'undecided'],
    ['has_any', compare('t.list', 'has_any', { value: [-1] }), 1_000, 'fails'],
    ['has_any', compare('t.list', 'has_any', { value: [-1] }), 1_001, 'undecided'],
    ['has_all', compare('t.list', 'has_all', { value: list(1_001) }), 1_000, 'undecided'],
    ['has', compare('t.list', 'has', { value: -1 }), 100_000, 'fails'],
  ])('%s over %3$d elements: %4$s', (_, condition, length, truth) => {
    expect(evaluate(condition, { t: { list: list(length) } }).truth).toBe(truth);
  });
});

describe('facts of a condition', () => {
  test('are those it reads, sorted, once each', () => {
    const condition: Condition = {
      kind: 'all',
      of: [
        { kind: 'any', of: [is('t.b', 1), is('t.a', 1)], reference: '' },
        { kind: 'not', of: is('t.a', 2), reference: '' },
        compare('t.at', 'within', { value: 1 }),
        {
          kind: 'some',
          fact: 't.list',
          of: { kind: 'every', fact: 'inner', of: compare('by', 'equals', { fact: 'p.id' }), reference: '' },
          reference: '',
        },
      ],
      reference: '',
    };
    expect(factsOf(condition)).toEqual(['now', 'p.id', 't.a', 't.at', 't.b', 't.list']);
  });
});

describe('an explanation', () => {
  test('shows every part, with what it saw', () => {
    const condition: Condition = {
      kind: 'any',
      of: [
        { kind: 'not', of: compare('t.a', 'equals', { fact: 'p.id' }), reference: '#/not' },
        { kind: 'every', fact: 't.list', of: is('b', 1), reference: '#/every' },
        { kind: 'some', fact: 't.no', of: is('b', 1), reference: '#/some' },
      ],
      reference: '#',
    };
    expect(explain(condition, { t: { a: 1, list: [{ b: 1 }, {}] }, p: { id: 1 } })).toEqual({
      kind: 'any',
      truth: 'undecided',
      reference: '#',
      of: [
        {
          kind: 'not',
          truth: 'fails',
          reference: '#/not',
          of: [
            {
              kind: 'compare',
              truth: 'holds',
              fact: 't.a',
              operator: 'equals',
              seen: 1,
              operand: 1,
              operandFact: 'p.id',
              missing: [],
              reference: '#/t.a',
            },
          ],
        },
        {
          kind: 'every',
          truth: 'undecided',
          fact: 't.list',
          missing: ['t.list.b'],
          reference: '#/every',
          of: [
            {
              kind: 'compare',
              truth: 'holds',
              fact: 't.list.b',
              operator: 'equals',
              seen: 1,
              operand: 1,
              missing: [],
              reference: '#/b',
            },
            {
              kind: 'compare',
              truth: 'undecided',
              fact: 't.list.b',
              operator: 'equals',
              seen: null,
              operand: 1,
              missing: ['t.list.b'],
              reference: '#/b',
            },
          ],
        },
        { kind: 'some', truth: 'undecided', fact: 't.no', missing: ['t.no'], reference: '#/some', of: [] },
      ],
    });
  });
});

describe('a malformed condition is a fault', () => {
  const odd = (condition: unknown): Condition => condition as Condition;

  test.each<[string, Condition]>([
    ['an unknown operator', compare('t.a', 'like' as Operator, { value: 1 })],
    ['an operator from a prototype', compare('t.a', 'toString' as Operator, { value: 1 })],
    ['an unknown kind', odd({ kind: 'maybe', reference: '' })],
    ['65 levels', nest(64, is('t.a', 1))],
  ])('%s', (_, condition) => {
    expect(() => evaluate(condition, {})).toThrow(PolicyFault);
    expect(() => explain(condition, {})).toThrow(PolicyFault);
  });

  test('64 levels are none', () => {
    expect(evaluate(nest(63, is('t.a', 1)), { t: { a: 1 } }).truth).toBe('fails');
    expect(() => factsOf(nest(64, is('t.a', 1)))).toThrow(PolicyFault);
  });
});

describe('instants', () => {
  test.each<[string, string | undefined]>([
    ['2026-03-27T14:00:00+01:00', '2026-03-27T13:00:00.000Z'],
    ['2026-03-27T14:00:00.123456789+0100', '2026-03-27T13:00:00.123Z'],
    ['2026-03-27T14:00Z', '2026-03-27T14:00:00.000Z'],
    ['2026-03-27', '2026-03-27T00:00:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['0001-01-01', '0001-01-01T00:00:00.000Z'],
    ['2026-02-29', undefined],
    ['2026-13-01', undefined],
    ['2026-00-10', undefined],
    ['2026-03-27T24:00:00Z', undefined],
    ['2026-03-27T14:60:00Z', undefined],
    ['2026-03-27T14:00:60Z', undefined],
    ['2026-03-27T14:00:00+24:00', undefined],
    ['2026-03-27T14:00:00+01:60', undefined],
    ['2026-03-27T14:00:00', undefined],
    ['2026-03-27 14:00:00Z', undefined],
    [' 2026-03-27', undefined],
    ['27.3.2026', undefined],
  ])('%s', (text, expected) => {
    const instant = parseInstant(text);
    expect(instant === undefined ? undefined : new Date(instant).toISOString()).toBe(expected);
  });

  test('are those of the platform, wherever it takes the text', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date(0), noInvalidDate: true }),
        fc.integer({ min: -1439, max: 1439 }),
        (date, offset) => {
          const sign = offset < 0 ? '-' : '+';
          const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
          const zone = `${sign}${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
          const text = date.toISOString().replace('Z', zone);
          fc.pre(/^\d{4}-/.test(text));
          expect(parseInstant(text)).toBe(Date.parse(text));
        },
      ),
    );
  });
});

describe('same values', () => {
  test('compare as JSON, whatever the depth', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        const [left, right] = [one, other] as [Json, Json];
        expect(sameValue(left, structuredClone(left))).toBe(true);
        expect(sameValue(left, right)).toBe(sameValue(right, left));
      }),
    );
    let deep: Json = 1;
    for (let n = 0; n < 50_000; n += 1) deep = [deep];
    expect(sameValue(deep, [deep])).toBe(false);
    expect(sameValue({ a: 1 }, { b: 1 })).toBe(false);
    expect(sameValue({ a: [1] }, { a: [2] })).toBe(false);
    expect(sameValue({ a: 1 }, [1])).toBe(false);
    expect(sameValue(JSON.parse('{"__proto__":1}') as Json, JSON.parse('{"toString":1}') as Json)).toBe(false);
  });
});
