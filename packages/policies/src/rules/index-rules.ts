import type { Condition } from '../conditions/condition.ts';
import { evaluate } from '../conditions/evaluate.ts';
import type { FactPath, Facts } from '../conditions/facts.ts';
import { fireMatched } from './fire-matched.ts';

/** Which rules hold, and which are undecided with the facts they need; both in declared order. */
export interface IndexedHits<R> {
  readonly matched: readonly R[];
  readonly undecided: readonly { readonly rule: R; readonly missing: readonly FactPath[] }[];
}

/** Rules, prepared once, asked often. */
export interface RuleIndex<R> {
  /** Decides all rules at once, without side effects. */
  readonly hits: (facts: Facts) => IndexedHits<R>;
  /**
   * The rules that hold, each confirmed by the rule library, over a fresh engine with only them.
   *
   * @throws PolicyFault `disagreement` (as a rejection) where the library does not confirm one.
   */
  readonly fire: (facts: Facts) => Promise<readonly R[]>;
}

/**
 * Prepares rules for deciding. A rule with `when: null` always holds.
 *
 * @throws PolicyFault where a condition is malformed or nests too deep.
 */
export function indexRules<R extends { readonly when: Condition | null }>(rules: readonly R[]): RuleIndex<R> {
  const hits = (facts: Facts): IndexedHits<R> => {
    const matched: R[] = [];
    const undecided: { rule: R; missing: readonly FactPath[] }[] = [];
    for (const rule of rules) {
      const { truth, missing } = rule.when === null ? { truth: 'holds', missing: [] } : evaluate(rule.when, facts);
      if (truth === 'holds') matched.push(rule);
      if (truth === 'undecided') undecided.push({ rule, missing });
    }
    return { matched, undecided };
  };
  return { hits, fire: async (facts) => fireMatched(hits(facts).matched, facts) };
}
