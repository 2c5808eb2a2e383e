import assert from 'node:assert/strict';
import { evaluate, explain, factsOf } from '@deskbook/policies/conditions';
import { toEngineConditions } from '@deskbook/policies/rules';
import { engineTruth } from '../../src/rules/engine.ts';
import { condition, facts } from '../reference/arbitraries.ts';
import { decisionFacts, keyCondition } from '../reference/decision-arbitraries.ts';
import { evaluate as referenceTruth, missing as referenceMissing } from '../reference/evaluate.ts';
import { plainEngine } from '../reference/plain-engine.ts';
import { without } from '../reference/without.ts';
import { absenceCannot, pathsRead } from '../reference/absence.ts';
import { law } from './law.ts';

/** One condition, however it is decided, has one truth. */
export const conditionLaws = [
  law('evaluate agrees with the reference, down to what is missing', 3_000, [condition, facts], (one, known) => {
    const expected = { truth: referenceTruth(one, known), missing: referenceMissing(one, known) };
    assert.deepEqual(evaluate(one, known), expected);
  }),

  law('so it does for values that look alike', 2_000, [keyCondition, decisionFacts], (one, known) => {
    const expected = { truth: referenceTruth(one, known), missing: referenceMissing(one, known) };
    assert.deepEqual(evaluate(one, known), expected);
  }),

  law('the rule library with our operators agrees with the reference', 400, [condition, facts], async (one, known) => {
    assert.equal(await engineTruth(toEngineConditions(one), known, known), referenceTruth(one, known));
  }),

  law('the rule library with plain operators agrees with it too', 400, [condition, facts], async (one, known) => {
    assert.deepEqual(await plainEngine([one], known), [referenceTruth(one, known)]);
  }),

  law('an explanation has the truth of the condition', 1_000, [condition, facts], (one, known) => {
    assert.equal(explain(one, known).truth, evaluate(one, known).truth);
  }),

  law('something is missing exactly where a condition is undecided', 1_000, [condition, facts], (one, known) => {
    const { truth, missing } = evaluate(one, known);
    assert.equal(missing.length > 0, truth === 'undecided');
    assert.deepEqual(missing, [...new Set(missing)].sort());
  }),

  law('only the facts that a condition names can change it', 500, [condition, facts], (one, known) => {
    const roots = new Set(factsOf(one).map((path) => path.split('.')[0]));
    const named = Object.fromEntries(Object.entries(known).filter(([root]) => roots.has(root)));
    assert.deepEqual(evaluate(one, named), evaluate(one, known));
  }),

  law('null is no value', 500, [keyCondition, decisionFacts], (one, known) => {
    for (const fact of pathsRead([one])) {
      const [none, absent] = [without(known, fact, 'null'), without(known, fact, 'absent')];
      assert.deepEqual(evaluate(one, none), evaluate(one, absent), fact);
    }
  }),

  law(
    'a fact less makes a condition hold, or fail, only where a `known` lets it',
    3_000,
    [keyCondition, decisionFacts],
    (one, known) => {
      const before = evaluate(one, known).truth;
      for (const fact of pathsRead([one])) {
        const after = evaluate(one, without(known, fact, 'absent')).truth;
        if (absenceCannot('make it hold', one)) assert.ok(after !== 'holds' || before === 'holds', fact);
        if (absenceCannot('make it fail', one)) assert.ok(after !== 'fails' || before === 'fails', fact);
      }
    },
  ),
];
