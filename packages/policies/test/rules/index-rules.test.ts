import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '@deskbook/policies/conditions';
import type { Condition } from '@deskbook/policies/conditions';
import { indexRules } from '@deskbook/policies/rules';
import { condition as anyCondition, facts as anyFacts } from '../reference/arbitraries.ts';
import { evaluate as referenceTruth } from '../reference/evaluate.ts';

interface Numbered {
  readonly id: number;
  readonly when: Condition | null;
}

const numbered = (conditions: readonly (Condition | null)[]): readonly Numbered[] =>
  conditions.map((when, id) => ({ id, when }));

const rules = fc.array(fc.oneof({ weight: 12, arbitrary: anyCondition }, fc.constant(null)), { maxLength: 40 }).map(numbered);

describe('an index of rules', () => {
  test('finds what the plain reference finds, rule by rule, and names what is missing', () => {
    fc.assert(
      fc.property(rules, fc.array(anyFacts, { minLength: 1, maxLength: 4 }), (all, events) => {
        const index = indexRules(all);
        for (const facts of events) {
          const truths = all.map(({ when }) => (when === null ? 'holds' : referenceTruth(when, facts)));
          const { matched, undecided } = index.hits(facts);
          expect(matched.map(({ id }) => id)).toEqual(all.flatMap(({ id }) => (truths[id] === 'holds' ? [id] : [])));
          expect(undecided).toEqual(
            all.flatMap((rule) =>
              truths[rule.id] === 'undecided' && rule.when !== null
                ? [{ rule, missing: evaluate(rule.when, facts).missing }]
                : [],
            ),
          );
        }
      }),
      { numRuns: 500 },
    );
  });
});
