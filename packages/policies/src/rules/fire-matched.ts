import type { Condition } from '../conditions/condition.ts';
import type { Facts } from '../conditions/facts.ts';
import { PolicyFault } from '../policy-fault.ts';
import { runEngine } from './engine.ts';
import { toEngineConditions } from './engine-conditions.ts';

/**
 * Has the rule library confirm rules that were found to hold: a fresh engine, with only them.
 *
 * @throws PolicyFault `disagreement` (as a rejection) where one of them does not hold for the library.
 */
export async function fireMatched<R extends { readonly when: Condition | null }>(
  matched: readonly R[],
  facts: Facts,
): Promise<readonly R[]> {
  const asked = matched.flatMap(({ when }, place) =>
    when === null ? [] : [{ name: `${place}`, conditions: toEngineConditions(when).holds }],
  );
  if (asked.length === 0) return matched;
  const fired = await runEngine(asked, facts, facts);
  if (asked.every(({ name }) => fired.has(name))) return matched;
  throw new PolicyFault('disagreement', 'a rule that was found to hold does not for the rule library');
}
