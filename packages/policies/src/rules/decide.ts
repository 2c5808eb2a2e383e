import type { Facts } from '../conditions/facts.ts';
import { collectHits, firedRule } from './collect-hits.ts';
import type { Decision, DecisionResult } from './decision.ts';
import { resolveHits } from './resolve-hits.ts';
import { rulesOf } from './rules-of.ts';
import { withMissing } from './undecided-rule.ts';

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
  const { hit } = decision;
  return hit === 'first' ? decideFirst(decision, facts) : resolveHits(decision, hit, collectHits(decision, facts));
}

function decideFirst(decision: Decision, facts: Facts): DecisionResult {
  const first = rulesOf(decision).first(facts);
  const rule = first === null ? undefined : decision.rules[first.place];
  if (first === null || rule === undefined) return { outcome: 'no_rule' };
  if (first.holds) return { outcome: 'decided', values: rule.then, rules: [firedRule(rule)], rows: [rule.then] };
  const missing = withMissing([rule], facts).flatMap((each) => each.missing);
  return { outcome: 'missing', missing, rules: [firedRule(rule)] };
}
