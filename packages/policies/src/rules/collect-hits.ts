import type { Facts } from '../conditions/facts.ts';
import type { Decision, FiredRule, Rule } from './decision.ts';
import { rulesOf } from './rules-of.ts';
import { type UndecidedRule, withMissing } from './undecided-rule.ts';

/** Which rules of a decision hold, and which are undecided, both in declared order. */
export interface Hits {
  readonly matched: readonly Rule[];
  readonly undecided: readonly UndecidedRule<Rule>[];
}

/** Finds the rules that hold. An `otherwise` rule matches only where nothing before it held or could still hold. */
export function collectHits(decision: Decision, facts: Facts): Hits {
  const { rules } = decision;
  const found = rulesOf(decision).hits(facts);
  const first = found.matched.lowest ?? 0;
  const isBeaten = (found.undecided.lowest ?? rules.length) < first;
  const [head, ...others] = found.matched.pick(rules);
  const matched = others.filter(({ when }) => when !== null);
  if (head !== undefined && (head.when !== null || !isBeaten)) matched.unshift(head);
  return { matched, undecided: withMissing(found.undecided.pick(rules), facts) };
}

/** A rule as results name it. */
export function firedRule({ id, say, reference, cites }: Rule): FiredRule {
  return { id, ...(say !== undefined && { say }), reference, cites };
}
