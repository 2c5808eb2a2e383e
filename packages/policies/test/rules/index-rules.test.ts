import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { PolicyFault } from '@deskbook/policies';
import type { Json } from '@deskbook/policies';
import { evaluate } from '@deskbook/policies/conditions';
import type { Condition, Facts, Truth } from '@deskbook/policies/conditions';
import { decide, indexRules, toEngineConditions } from '@deskbook/policies/rules';
import type { Rule } from '@deskbook/policies/rules';
import { operatorPairs } from '../../src/conditions/operator-objects.ts';
import * as engine from '../../src/rules/engine.ts';
import { condition as anyCondition, facts as anyFacts } from '../reference/arbitraries.ts';
import { evaluate as referenceTruth } from '../reference/evaluate.ts';
import { keyedConditions, keyedFacts } from './keyed-rules.ts';

interface Numbered {
  readonly id: number;
  readonly when: Condition | null;
}

const numbered = (conditions: readonly (Condition | null)[]): readonly Numbered[] =>
  conditions.map((when, id) => ({ id, when }));

/** As a decision may have them: only the last may be `otherwise`. */
const ofDecision = (conditions: readonly (Condition | null)[]): readonly Numbered[] =>
  numbered(conditions.filter((when, index) => when !== null || index === conditions.length - 1));

const anyConditions = fc.array(fc.oneof({ weight: 12, arbitrary: anyCondition }, fc.constant(null)), { maxLength: 40 });
const several = (facts: fc.Arbitrary<Facts>): fc.Arbitrary<readonly Facts[]> =>
  fc.array(facts, { minLength: 1, maxLength: 5 });

const truthOf = ({ when }: Numbered, facts: Facts): Truth => (when === null ? 'holds' : referenceTruth(when, facts));

/** What an index finds, by the reference, which tries one rule after the other. */
function hitsByReference(rules: readonly Numbered[], facts: Facts): unknown {
  return {
    matched: rules.filter((rule) => truthOf(rule, facts) === 'holds'),
    undecided: rules
      .filter((rule) => truthOf(rule, facts) === 'undecided')
      .map((rule) => ({ rule, missing: rule.when === null ? [] : evaluate(rule.when, facts).missing })),
  };
}

describe('an index of rules', () => {
  test.each([
    ['of any kind', anyConditions, anyFacts, 400],
    ['that share facts and values', keyedConditions, keyedFacts, 600],
  ] as const)('finds what the plain reference finds, among rules %s', (_, conditionsOf, factsOf, numRuns) => {
    fc.assert(
      fc.property(conditionsOf, several(factsOf), (conditions, events) => {
        const rules = numbered(conditions);
        const index = indexRules(rules);
        for (const facts of events) expect(index.hits(facts)).toEqual(hitsByReference(rules, facts));
      }),
      { numRuns },
    );
  });

  test('finds what the rule library finds when it runs all rules', async () => {
    await fc.assert(
      fc.asyncProperty(keyedConditions, keyedFacts, async (conditions, facts) => {
        const rules = numbered(conditions.filter((one) => one !== null));
        const asked = rules.flatMap(({ id, when }) =>
          when === null ? [] : [{ name: `${id}`, conditions: toEngineConditions(when).holds }],
        );
        const fired = await engine.runEngine(asked, facts, facts);
        const index = indexRules(rules);
        expect(new Set(index.hits(facts).matched.map(({ id }) => `${id}`))).toEqual(fired);
        expect(await index.fire(facts)).toEqual(index.hits(facts).matched);
      }),
      { numRuns: 80 },
    );
  });

  test('of a decision gives the first rule that does not fail, as trying one after the other does', () => {
    fc.assert(
      fc.property(keyedConditions, keyedFacts, (conditions, facts) => {
        const rules = ofDecision(conditions);
        const first = rules.find((rule) => truthOf(rule, facts) !== 'fails');
        const result = decide({ id: 'd', hit: 'first', sets: [], rules: rules.map(ruleOf), reference: 'd' }, facts);
        const outcome = { holds: 'decided', undecided: 'missing', fails: '' };
        expect(result).toMatchObject(
          first === undefined
            ? { outcome: 'no_rule' }
            : { outcome: outcome[truthOf(first, facts)], rules: [{ id: `${first.id}` }] },
        );
      }),
      { numRuns: 600 },
    );
  });

  test('lets `otherwise` match only where nothing before it held or could', () => {
    fc.assert(
      fc.property(keyedConditions, keyedFacts, (conditions, facts) => {
        const rules = ofDecision(conditions);
        const expected: number[] = [];
        let isOpen = true;
        for (const rule of rules) {
          const truth = truthOf(rule, facts);
          if (truth === 'holds' && (rule.when !== null || isOpen)) expected.push(rule.id);
          isOpen &&= truth === 'fails';
        }
        const undecided = rules.filter((rule) => truthOf(rule, facts) === 'undecided');
        const result = decide(
          { id: 'd', hit: 'collect_count', sets: [], rules: rules.map(ruleOf), reference: 'd' },
          facts,
        );
        const ids = (undecided.length > 0 ? undecided.map(({ id }) => id) : expected).map(String);
        expect('rules' in result ? result.rules.map(({ id }) => id) : []).toEqual(ids);
      }),
      { numRuns: 400 },
    );
  });

  test('tries only what may match, however many rules there are', () => {
    const is = (fact: string, value: string): Condition => ({
      kind: 'compare',
      fact: `ticket.${fact}`,
      operator: 'equals',
      operand: { value },
      reference: 'test',
    });
    const older = (age: number): Condition => ({
      kind: 'compare',
      fact: 'ticket.age',
      operator: 'gte',
      operand: { value: age },
      reference: 'test',
    });
    const count = (size: number): number => {
      const rules = numbered(
        Array.from({ length: size }, (_, n) => ({
          kind: 'all',
          of: [older(n), is('team', `team-${n % 10}`), is('category', `category-${Math.floor(n / 10)}`)],
          reference: 'test',
        })),
      );
      const index = indexRules(rules);
      const spies = [...operatorPairs().values()].map(({ holds }) => vi.spyOn(holds, 'evaluate'));
      const { matched } = index.hits({ ticket: { age: 10_000, team: 'team-3', category: 'category-7' } });
      expect(matched.map(({ id }) => id)).toEqual([73]);
      const calls = spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0);
      for (const spy of spies) spy.mockRestore();
      return calls;
    };
    expect(count(100)).toBeLessThan(10);
    expect(count(10_000)).toBe(count(100));
  });

  test('has rules confirmed by the library, and says so where it does not confirm one', async () => {
    const when: Condition = { kind: 'all', of: [], reference: 'always' };
    const { fire } = indexRules([{ when }, { when: null }]);
    expect(await fire({})).toHaveLength(2);
    const spy = vi.spyOn(engine, 'runEngine').mockResolvedValue(new Set());
    await expect(fire({})).rejects.toMatchObject({ code: 'disagreement' });
    spy.mockRestore();
  });

  test('refuses what is no condition when it is made, and not when it is asked', () => {
    const deep = Array.from({ length: 64 }).reduce<Condition>((of) => ({ kind: 'not', of, reference: 'deep' }), {
      kind: 'all',
      of: [],
      reference: 'deep',
    });
    const unknown = { kind: 'compare', fact: 'a', operator: 'sounds_like', operand: { value: 1 }, reference: '' };
    const nowhere = { kind: 'compare', fact: 'a..b', operator: 'equals', operand: { value: 1 }, reference: '' };
    for (const when of [deep, unknown, nowhere, { kind: 'xor', reference: '' }]) {
      expect(() => indexRules([{ when: when as Condition }])).toThrow(PolicyFault);
    }
  });

  test.each<[Json, Json, boolean]>([
    [0, -0, true],
    [1, '1', false],
    [true, 'true', false],
    ['2026-01-01T00:00:00Z', '2026-01-01T01:00:00+01:00', true],
    ['2026-01-01T00:00:00Z', '2026-01-01', false],
    ['2026-01-01T00:00:00', '2026-01-01T00:00:00', true],
    ['not-a-date-T', 'not-a-date-T', true],
    [1_767_225_600_000, '2026-01-01T00:00:00Z', false],
    ['P1', ['P1'], false],
    ['constructor', 'constructor', true],
  ])('files %j, and finds it for %j: %j', (filed, seen, found) => {
    const when = (value: Json): Condition => ({
      kind: 'compare',
      fact: 'a.b',
      operator: 'equals',
      operand: { value },
      reference: '',
    });
    const fillers = Array.from({ length: 20 }, (_, n) => ({ when: when(`filler-${n}`) }));
    const { matched } = indexRules([...fillers, { when: when(filed) }]).hits({ a: { b: seen } });
    expect(matched).toHaveLength(found ? 1 : 0);
  });

  test('keeps what one event said out of the next', () => {
    const when: Condition = { kind: 'compare', fact: 'a.b', operator: 'equals', operand: { value: 1 }, reference: '' };
    const { hits } = indexRules([{ when }]);
    expect(hits({ a: { b: 1 } }).matched).toHaveLength(1);
    expect(hits({ a: {} }).undecided).toEqual([{ rule: { when }, missing: ['a.b'] }]);
    expect(hits({ a: { b: 2 } })).toEqual({ matched: [], undecided: [] });
  });
});

const ruleOf = ({ id, when }: Numbered): Rule => ({
  id: `${id}`,
  when,
  // oxlint-disable-next-line unicorn/no-thenable -- a rule says `when` and `then`
  then: {},
  reference: `${id}`,
  cites: [],
});
