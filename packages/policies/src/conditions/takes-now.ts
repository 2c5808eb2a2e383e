import type { Operator } from './condition.ts';

/** Whether an operator compares with the present moment. */
export function takesNow(operator: Operator): boolean {
  return operator === 'within' || operator === 'older_than';
}
