import type { Decision } from './decision.ts';
import { RuleSearch } from './indexing/rule-search.ts';

const searches = new WeakMap<Decision, RuleSearch>();

/**
 * The rules of a decision, filed when it is first decided and kept as long as it lives.
 *
 * @throws PolicyFault where a condition of one of them is malformed or nests too deep.
 */
export function rulesOf(decision: Decision): RuleSearch {
  const known = searches.get(decision);
  if (known !== undefined) return known;
  const search = new RuleSearch(decision.rules.map(({ when }) => when));
  searches.set(decision, search);
  return search;
}
