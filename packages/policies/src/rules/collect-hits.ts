import { evaluate } from '../conditions/evaluate.ts';
import type { FactPath, Facts } from '../conditions/facts.ts';
import type { Decision, FiredRule, Rule } from './decision.ts';

/** An undecided rule, and the facts it needs. */
export interface UndecidedRule {
  readonly rule: Rule;
  readonly missing: readonly FactPath[];
}

/** Which rules of a decision hold, and which are undecided, both in declared order. */
export interface Hits {
  readonly matched: readonly Rule[];
  readonly undecided: readonly UndecidedRule[];
}

/** Tries every rule. An `otherwise` rule matches only where nothing before it held or could still hold. */
export function collectHits(decision: Decision, facts: Facts): Hits {
  const matched: Rule[] = [];
  const undecided: UndecidedRule[] = [];
  for (const rule of decision.rules) {
    if (rule.when === null) {
      if (matched.length === 0 && undecided.length === 0) matched.push(rule);
      continue;
    }
    const { truth, missing } = evaluate(rule.when, facts);
    if (truth === 'holds') matched.push(rule);
    if (truth === 'undecided') undecided.push({ rule, missing });
  }
  return { matched, undecided };
}

/** A rule as results name it. */
export function firedRule({ id, say, reference, cites }: Rule): FiredRule {
  return { id, ...(say !== undefined && { say }), reference, cites };
}
