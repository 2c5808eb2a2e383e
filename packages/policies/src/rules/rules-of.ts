import { PolicyFault } from '../policy-fault.ts';
import type { Decision } from './decision.ts';
import { RuleSearch } from './indexing/rule-search.ts';

const searches = new WeakMap<Decision, RuleSearch>();

/**
 * The rules of a decision, filed when it is first decided and kept as long as it lives.
 *
 * @throws PolicyFault where a condition of one of them is malformed or nests too deep, or `otherwise` does not stand last: whether it holds
 * would hang on rules before it, and what follows it on nobody knows what.
 */
export function rulesOf(decision: Decision): RuleSearch {
  const known = searches.get(decision);
  if (known !== undefined) return known;
  const early = decision.rules.slice(0, -1).find(({ when }) => when === null);
  if (early !== undefined) {
    throw new PolicyFault(
      'malformed',
      `decision ${decision.id}: rule ${early.id} is otherwise, and does not stand last`,
    );
  }
  const search = new RuleSearch(decision.rules.map(({ when }) => when));
  searches.set(decision, search);
  return search;
}
