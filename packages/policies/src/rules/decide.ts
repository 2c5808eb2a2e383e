import { evaluate } from '../conditions/evaluate.ts';
import type { Facts } from '../conditions/facts.ts';
import { collectHits, firedRule } from './collect-hits.ts';
import type { Decision, DecisionResult, Rule } from './decision.ts';
import { resolveHits } from './resolve-hits.ts';

/**
 * Decides a decision over facts by its hit policy. Pure; rules are taken in declared order. `decision.applies` is not looked at:
 * whoever asks has found the decision to apply ({@link classify} does that itself).
 *
 * A rule that is undecided and could change the result makes it `missing`. With `first` that is the first undecided rule before
 * one that holds.
 *
 * @throws PolicyFault `malformed` where a definition breaks what its hit policy needs (an unordered `priority`, a sum of texts).
 */
export function decide(decision: Decision, facts: Facts): DecisionResult {
  const { hit, rules } = decision;
  return hit === 'first' ? decideFirst(rules, facts) : resolveHits(decision, hit, collectHits(decision, facts));
}

function decideFirst(rules: readonly Rule[], facts: Facts): DecisionResult {
  for (const rule of rules) {
    const { truth, missing } = rule.when === null ? { truth: 'holds', missing: [] } : evaluate(rule.when, facts);
    if (truth === 'undecided') return { outcome: 'missing', missing, rules: [firedRule(rule)] };
    if (truth === 'holds') {
      return { outcome: 'decided', values: rule.then, rules: [firedRule(rule)], rows: [rule.then] };
    }
  }
  return { outcome: 'no_rule' };
}
