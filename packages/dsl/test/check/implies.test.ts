import type { Condition, Json } from '@deskbook/policies';
import { evaluate } from '@deskbook/policies/conditions';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { implies } from '../../src/check/rules/implies.ts';

const compare = (fact: string, operator: string, value: Json): Condition =>
  ({ kind: 'compare', fact, operator, operand: { value }, reference: 'r' }) as Condition;
const all = (...of: Condition[]): Condition => ({ kind: 'all', of, reference: 'all' });
const any = (...of: Condition[]): Condition => ({ kind: 'any', of, reference: 'any' });
const p = (operator: string, value: Json): Condition => compare('t.p', operator, value);
const not = (of: Condition): Condition => ({ kind: 'not', of, reference: 'not' });
const t = (operator: string, value: Json): Condition => compare('t.t', operator, value);
const n = (operator: string, value: Json): Condition => compare('t.n', operator, value);

describe('what one condition says of another', () => {
  it.each<[string, Condition, Condition, boolean]>([
    ['the same', p('equals', 'a'), { ...p('equals', 'a'), reference: 'elsewhere' }, true],
    ['a part', all(p('equals', 'a'), n('gt', 1)), n('gt', 1), true],
    ['the whole from a part', p('equals', 'a'), all(p('equals', 'a'), n('gt', 1)), false],
    ['one of several', p('equals', 'a'), p('in', ['a', 'b']), true],
    ['several of more', p('in', ['a', 'b']), p('in', ['b', 'a', 'c']), true],
    ['several of fewer', p('in', ['a', 'b']), p('in', ['a']), false],
    ['another value', p('equals', 'a'), p('is_not', 'b'), true],
    ['the value itself', p('equals', 'a'), p('is_not', 'a'), false],
    ['none of several', p('not_in', ['a', 'b']), p('is_not', 'a'), true],
    ['that it is known', p('equals', 'a'), p('known', true), true],
    ['that it is not', p('equals', 'a'), p('known', false), false],
    ['known from unknown', p('known', false), p('known', true), false],
    ['a looser bound', n('lt', 3), n('lt', 5), true],
    ['a stricter bound', n('lt', 5), n('lt', 3), false],
    ['the bound itself, closed', n('gt', 3), n('gte', 3), true],
    ['the bound itself, open', n('gte', 3), n('gt', 3), false],
    ['a value within', n('equals', 4), n('gte', 3), true],
    ['an alternative', p('equals', 'a'), any(p('equals', 'b'), p('equals', 'a')), true],
    ['another fact', p('equals', 'a'), compare('t.q', 'equals', 'a'), false],
    [
      'another fact as operand',
      p('equals', 'a'),
      { kind: 'compare', fact: 't.p', operator: 'equals', operand: { fact: 't.q' }, reference: 'r' },
      false,
    ],
    ['a denied bound is the other side', not(n('lt', 3)), n('gte', 2), true],
    ['a denied bound, and its open twin', not(n('lt', 3)), n('gt', 3), false],
    ['a time after a time', t('after', '2026-01-02T00:00:00Z'), t('after', '2026-01-01T00:00:00Z'), true],
    ['a time before a time', t('before', '2026-01-02T00:00:00Z'), t('before', '2026-01-01T00:00:00Z'), false],
    ['not before', not(t('before', '2026-01-02')), t('after', '2026-01-01'), true],
    ['alternatives all of which', any(n('gt', 5), n('equals', 4)), n('gte', 3), true],
    ['alternatives one of which', any(n('gt', 5), n('equals', 2)), n('gte', 3), false],
    ['a bound, known', not(n('gte', 2)), n('known', true), true],
    ['no alternative', any(), n('gte', 3), false],
    ['a denial of it', { kind: 'not', of: p('equals', 'a'), reference: 'r' }, p('is_not', 'a'), false],
  ])('%s', (_, given, wanted, expected) => {
    expect(implies(given, wanted)).toBe(expected);
  });

  it('is never wrong: where it says so, one holds wherever the other does', () => {
    const days = ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z', '2026-01-03T00:00:00Z'];
    const leaf = fc.oneof(
      fc
        .record({ operator: fc.constantFrom('equals', 'is_not'), value: fc.constantFrom<Json>('a', 'b', 'c') })
        .map(({ operator, value }) => p(operator, value)),
      fc
        .record({
          operator: fc.constantFrom('in', 'not_in'),
          value: fc.subarray<Json>(['a', 'b', 'c'], { minLength: 1 }),
        })
        .map(({ operator, value }) => p(operator, value)),
      fc
        .record({
          operator: fc.constantFrom('lt', 'lte', 'gt', 'gte', 'equals'),
          value: fc.integer({ min: 0, max: 3 }),
        })
        .map(({ operator, value }) => n(operator, value)),
      fc
        .record({ operator: fc.constantFrom('before', 'after', 'equals'), value: fc.constantFrom<Json>(...days) })
        .map(({ operator, value }) => t(operator, value)),
      fc.boolean().map((value) => p('known', value)),
      fc.boolean().map((value) => n('known', value)),
    );
    const denied = fc.oneof({ weight: 3, arbitrary: leaf }, { weight: 1, arbitrary: leaf.map(not) });
    const group = (part: fc.Arbitrary<Condition>): fc.Arbitrary<Condition> =>
      fc.oneof(
        part,
        fc.array(part, { minLength: 1, maxLength: 3 }).map((of) => all(...of)),
        fc.array(part, { minLength: 1, maxLength: 3 }).map((of) => any(...of)),
      );
    const condition = group(group(denied));
    const facts = fc.record({
      t: fc.record({
        p: fc.constantFrom<Json>('a', 'b', 'c', null),
        n: fc.constantFrom<Json>(0, 1, 2, 3, null),
        t: fc.constantFrom<Json>(...days, null),
      }),
    });
    const never = fc.property(
      condition,
      condition,
      fc.array(facts, { minLength: 8, maxLength: 8 }),
      (one, other, worlds) => {
        fc.pre(implies(one, other));
        const held = worlds.filter((world) => evaluate(one, world).truth === 'holds');
        expect(held.map((world) => evaluate(other, world).truth)).toEqual(held.map(() => 'holds'));
      },
    );
    expect(fc.check(never, { numRuns: 400 }).counterexample).toBeNull();
  });
});
