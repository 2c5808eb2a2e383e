import assert from 'node:assert/strict';
import fc from 'fast-check';
import { classify, decide, fireTriggers, indexRules, matchTrigger } from '@deskbook/policies/rules';
import type { Decision, DecisionResult, Rule } from '@deskbook/policies/rules';
import type { Condition, Facts } from '@deskbook/policies/conditions';
import { absenceCannot, pathsRead } from '../reference/absence.ts';
import { classify as referenceClassification } from '../reference/classify.ts';
import { decide as referenceResult } from '../reference/decide.ts';
import type { Judged } from '../reference/decide.ts';
import {
  classifications,
  decision,
  decisionFacts,
  outputs,
  rulesOf,
  triggerEvent,
  triggers,
} from '../reference/decision-arbitraries.ts';
import { evaluate, missing } from '../reference/evaluate.ts';
import { matchTrigger as referenceMatch } from '../reference/match-trigger.ts';
import { plainEngine } from '../reference/plain-engine.ts';
import { without } from '../reference/without.ts';
import { law } from './law.ts';

const rules = rulesOf(outputs);
const events = fc.array(decisionFacts, { minLength: 1, maxLength: 3 });
const triggerEvents = fc.array(triggerEvent, { minLength: 1, maxLength: 3 });

/** Which rules hold, and what follows, is the same for the index, the reference and the rule library. */
export const ruleLaws = [
  law(
    'an index finds the rules that hold and that are undecided, event after event',
    2_000,
    [rules, events],
    (all, some) => {
      const index = indexRules(all);
      for (const facts of some) {
        const judged = all.map((rule) => judgeOne(rule, facts));
        assert.deepEqual(index.hits(facts), {
          matched: judged.filter(({ truth }) => truth === 'holds').map(({ rule }) => rule),
          undecided: judged
            .filter(({ truth }) => truth === 'undecided')
            .map(({ rule, missing }) => ({ rule, missing })),
        });
      }
    },
  ),

  law(
    'the rule library confirms what the index finds, also when it is asked for several events at once',
    150,
    [rules, events],
    async (all, some) => {
      const index = indexRules(all);
      const fired = await Promise.all(some.map((facts) => index.fire(facts)));
      assert.deepEqual(
        fired,
        some.map((facts) => all.filter((rule) => judgeOne(rule, facts).truth === 'holds')),
      );
    },
  ),

  law('so does json-rules-engine, alone, over all compiled rules', 300, [rules, decisionFacts], async (all, facts) => {
    const conditional = all.flatMap(({ when }) => (when === null ? [] : [when]));
    assert.deepEqual(
      await plainEngine(conditional, facts),
      conditional.map((when) => evaluate(when, facts)),
    );
  }),

  law('a decision is that of the reference, under every hit policy', 2_000, [decision, events], (one, some) => {
    for (const facts of some) assert.deepEqual(plainly(decide(one, facts)), plainly(referenceResult(one, facts)));
  }),

  law('a classification is that of the reference', 1_000, [classifications, events], (all, some) => {
    for (const facts of some) {
      assert.deepEqual(plainly(classify(all, facts)), plainly(referenceClassification(all, facts)));
    }
  }),

  law('a trigger starts where the reference says so', 1_000, [triggers, triggerEvent], (all, event) => {
    for (const rule of all) assert.deepEqual(matchTrigger(rule, event), referenceMatch(rule, event));
  }),

  law(
    'so does firing them through the rule library, event after event',
    400,
    [triggers, triggerEvents],
    async (all, some) => {
      for (const event of some) {
        const expected = all
          .filter((rule) => rule.event === event.type)
          .map((rule) => ({ rule, match: referenceMatch(rule, event) }));
        assert.deepEqual(await fireTriggers(all, event), expected);
      }
    },
  ),

  law('a fact less leaves a decision as it is, or missing', 1_000, [decision, decisionFacts], (one, facts) => {
    const before = decide(one, facts);
    for (const fact of factsRead([one])) {
      const after = decide(one, without(facts, fact, 'absent'));
      assert.ok(
        after.outcome === 'missing' || sameAnswer(before, after),
        `${before.outcome}, ${after.outcome} without ${fact}`,
      );
    }
  }),

  law(
    'a fact less makes no request freer: its classification stays, or is MISSING',
    800,
    [classifications, decisionFacts],
    (some, facts) => {
      const before = classify(some, facts).decision;
      for (const fact of factsRead(some)) {
        const after = classify(some, without(facts, fact, 'absent')).decision;
        assert.ok(after === 'MISSING' || after === before, `${before}, ${after} without ${fact}`);
      }
    },
  ),
];

/** A rule by itself: to an index, one without a condition holds. */
function judgeOne(rule: Rule, facts: Facts): Judged {
  if (rule.when === null) return { rule, truth: 'holds', missing: [] };
  return { rule, truth: evaluate(rule.when, facts), missing: missing(rule.when, facts) };
}

/** The facts that decisions read. Passes over decisions that ask what is known. */
function factsRead(decisions: readonly Decision[]): readonly string[] {
  const conditions = decisions.flatMap(({ applies, rules }): Condition[] => [
    ...(applies === undefined ? [] : [applies]),
    ...rules.flatMap(({ when }) => (when === null ? [] : [when])),
  ]);
  fc.pre(conditions.every((each) => absenceCannot('make it hold', each) && absenceCannot('make it fail', each)));
  return pathsRead(conditions);
}

/** The same outcome and values. Which of several rules that agree are named may differ. */
function sameAnswer(one: DecisionResult, other: DecisionResult): boolean {
  if (one.outcome !== other.outcome) return false;
  return one.outcome !== 'decided' || other.outcome !== 'decided' || equal(one.values, other.values);
}

function equal(one: unknown, other: unknown): boolean {
  try {
    assert.deepEqual(plainly(one), plainly(other));
    return true;
  } catch {
    return false;
  }
}

/** As JSON, but for the order of keys: what results are compared as. Zero has one sign. */
function plainly(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
