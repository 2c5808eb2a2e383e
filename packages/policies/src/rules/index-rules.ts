import type { Condition } from '../conditions/condition.ts';
import type { Facts } from '../conditions/facts.ts';
import { fireMatched } from './fire-matched.ts';
import { RuleSearch } from './indexing/rule-search.ts';
import { type UndecidedRule, withMissing } from './undecided-rule.ts';

/** Which rules hold, and which are undecided with the facts they need; both in declared order. */
export interface IndexedHits<R> {
  readonly matched: readonly R[];
  readonly undecided: readonly UndecidedRule<R>[];
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
  const search = new RuleSearch(rules.map(({ when }) => when));
  const hits = (facts: Facts): IndexedHits<R> => {
    const { matched, undecided } = search.hits(facts);
    return { matched: matched.pick(rules), undecided: withMissing(undecided.pick(rules), facts) };
  };
  return { hits, fire: async (facts) => fireMatched(hits(facts).matched, facts) };
}
