import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate, explain, factsOf } from '@deskbook/policies/conditions';
import { toEngineConditions } from '@deskbook/policies/rules';
import { engineTruth } from '../../src/rules/engine.ts';
import { condition, facts } from '../reference/arbitraries.ts';
import { evaluate as referenceTruth } from '../reference/evaluate.ts';

describe('one condition, decided in four ways', () => {
  test('the synchronous path agrees with the plain reference', () => {
    fc.assert(
      fc.property(condition, facts, (one, known) => {
        expect(evaluate(one, known).truth).toBe(referenceTruth(one, known));
      }),
      { numRuns: 3_000 },
    );
  });

  test('the rule library over the compiled rules agrees with both', async () => {
    await fc.assert(
      fc.asyncProperty(condition, facts, async (one, known) => {
        expect(await engineTruth(toEngineConditions(one), known, known)).toBe(referenceTruth(one, known));
      }),
      { numRuns: 600 },
    );
  });

  test('an explanation has the truth of the condition, and missing facts exactly where it is undecided', () => {
    fc.assert(
      fc.property(condition, facts, (one, known) => {
        const { truth, missing } = evaluate(one, known);
        expect(explain(one, known).truth).toBe(truth);
        expect(missing.length > 0).toBe(truth === 'undecided');
        expect([...missing].sort()).toEqual(missing);
      }),
      { numRuns: 1_000 },
    );
  });

  test('only the facts that a condition names can change it', () => {
    fc.assert(
      fc.property(condition, facts, (one, known) => {
        const roots = new Set(factsOf(one).map((path) => path.split('.')[0]));
        const named = Object.fromEntries(Object.entries(known).filter(([root]) => roots.has(root)));
        expect(evaluate(one, named)).toEqual(evaluate(one, known));
      }),
    );
  });
});
