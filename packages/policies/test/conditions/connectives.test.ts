import { describe, expect, test } from 'vitest';
import { evaluate } from '@deskbook/policies/conditions';
import type { Condition, Facts, Truth } from '@deskbook/policies/conditions';
import { indexRules } from '@deskbook/policies/rules';
import { plainEngine } from '../reference/plain-engine.ts';

/** Kleene's values, least true first: `all` is the least of its parts, `any` the greatest, `not` the mirror image. */
const truths: readonly Truth[] = ['fails', 'undecided', 'holds'];
const FACTS: Facts = { fact: { yes: true } };

const constant = (value: number): Condition => ({
  kind: 'compare',
  fact: truths[value] === 'undecided' ? 'fact.absent' : 'fact.yes',
  operator: 'equals',
  operand: { value: truths[value] === 'holds' },
  reference: 'constant',
});

/** Every way to give each of some parts one of three values. */
function assignments(parts: number): readonly (readonly number[])[] {
  if (parts === 0) return [[]];
  return assignments(parts - 1).flatMap((some) => truths.map((_, value) => [...some, value]));
}

interface Case {
  readonly name: string;
  readonly condition: Condition;
  readonly expected: Truth | undefined;
}

function casesOf(parts: number): readonly Case[] {
  return assignments(parts).flatMap((values) => {
    const of = values.map(constant);
    const all = Math.min(2, ...values);
    const any = Math.max(0, ...values);
    const reference = 'connective';
    const made: readonly [string, Condition, number][] = [
      ['all', { kind: 'all', of, reference }, all],
      ['any', { kind: 'any', of, reference }, any],
      ['not all', { kind: 'not', of: { kind: 'all', of, reference }, reference }, 2 - all],
      ['not any', { kind: 'not', of: { kind: 'any', of, reference }, reference }, 2 - any],
    ];
    return made.map(([name, condition, value]) => ({
      name: `${name} of ${values.map((one) => truths[one]).join(', ') || 'nothing'}`,
      condition,
      expected: truths[value],
    }));
  });
}

describe('connectives have the truth tables of Kleene’s strong logic', () => {
  test.each([0, 1, 2, 3, 4])('over %i parts, each with any of three values', async (parts) => {
    const cases = casesOf(parts);
    expect(cases).toHaveLength(4 * 3 ** parts);
    const byLibrary = await plainEngine(cases.map(({ condition }) => condition), FACTS); // prettier-ignore
    const { matched, undecided } = indexRules(cases.map(({ condition, name }) => ({ when: condition, name }))).hits(
      FACTS,
    );
    const byIndex = new Map<string, Truth>([
      ...matched.map(({ name }) => [name, 'holds'] as const),
      ...undecided.map(({ rule }) => [rule.name, 'undecided'] as const),
    ]);
    for (const [index, { name, condition, expected }] of cases.entries()) {
      const found = [byLibrary[index], evaluate(condition, FACTS).truth, byIndex.get(name) ?? 'fails'];
      expect([name, ...found]).toEqual([name, expected, expected, expected]);
    }
  });

  test('`not` mirrors each of the three, and twice is not at all', async () => {
    const not = (of: Condition): Condition => ({ kind: 'not', of, reference: 'not' });
    const once = truths.map((_, value) => not(constant(value)));
    expect(await plainEngine(once, FACTS)).toEqual(truths.toReversed());
    expect(await plainEngine(once.map(not), FACTS)).toEqual(truths);
  });
});
