import type { Facts } from '../conditions/facts.ts';
import type { Decision, FiredRule, Rule } from './decision.ts';
import { rulesOf } from './rules-of.ts';
import { type UndecidedRule, withMissing } from './undecided-rule.ts';

/** Which rules of a decision hold, and which are undecided, both in declared order. */
export interface Hits {
  readonly matched: readonly Rule[];
  readonly undecided: readonly UndecidedRule<Rule>[];
}

/** Finds the rules that hold. `otherwise`, which stands last, matches only where no other rule holds or could still hold. */
export function collectHits(decision: Decision, facts: Facts): Hits {
  const { rules } = decision;
  const found = rulesOf(decision).hits(facts);
  const matched = found.matched.pick(rules);
  const undecided = withMissing(found.undecided.pick(rules), facts);
  const isBeaten = matched.at(-1)?.when === null && (matched.length > 1 || undecided.length > 0);
  return { matched: isBeaten ? matched.slice(0, -1) : matched, undecided };
}

/** A rule as results name it. */
export function firedRule({ id, say, reference, cites }: Rule): FiredRule {
  return { id, ...(say !== undefined && { say }), reference, cites };
}
