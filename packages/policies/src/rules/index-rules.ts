import type { Condition } from '../conditions/condition.ts';
import { evaluate } from '../conditions/evaluate.ts';
import type { FactPath, Facts } from '../conditions/facts.ts';
import { fireMatched } from './fire-matched.ts';
import { RuleSearch } from './indexing/rule-search.ts';

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
  const search = new RuleSearch(rules.map(({ when }) => when));
  const at = (place: number): R => rules[place] as R;
  const undecided = (place: number, facts: Facts): IndexedHits<R>['undecided'][number] => {
    const rule = at(place);
    return { rule, missing: rule.when === null ? [] : evaluate(rule.when, facts).missing };
  };
  const hits = (facts: Facts): IndexedHits<R> => {
    const placed = search.hits(facts);
    return { matched: placed.matched.map(at), undecided: placed.undecided.map((place) => undecided(place, facts)) };
  };
  return { hits, fire: async (facts) => fireMatched(hits(facts).matched, facts) };
}
