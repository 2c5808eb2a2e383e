import { compileCondition } from './compile-condition.ts';
import type { Condition } from './condition.ts';
import type { Explanation } from './explanation.ts';
import type { Facts } from './facts.ts';

/**
 * Why a condition is what it is: the whole tree, nothing cut short, each comparison with the value it saw.
 *
 * @throws PolicyFault where the condition itself is malformed.
 */
export function explain(condition: Condition, facts: Facts): Explanation {
  return compileCondition(condition).explain({ facts, record: facts, prefix: '' });
}
