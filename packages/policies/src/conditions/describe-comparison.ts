import type { FirstFailure } from './first-failure.ts';
import { describeOperator } from './describe-operator.ts';
import { describeValue } from './describe-value.ts';
import { plainText } from './text-style.ts';
import type { TextStyle } from './text-style.ts';

/**
 * A comparison with what it saw, in words.
 *
 * @example
 * const failed = firstFailure(explain(rule.when, facts));
 * if (failed !== null) describeComparison(failed); // 'requester.mfa is true · it is false'
 */
export function describeComparison(
  comparison: Pick<FirstFailure, 'fact' | 'operator' | 'operand' | 'operandFact' | 'seen'>,
  { bold, dim }: TextStyle = plainText,
): string {
  const { fact, operator, seen, operand, operandFact } = comparison;
  const saw = seen === null ? dim('it has no value') : `it is ${bold(describeValue(seen))}`;
  if (operator === 'some' || operator === 'every') return `${operator} of ${fact} ${dim('·')} ${saw}`;
  return `${fact} ${describeOperator(operator, operand, operandFact)} ${dim('·')} ${saw}`;
}
