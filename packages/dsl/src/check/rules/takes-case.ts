import type { Comparison, Condition, Json } from '@deskbook/policies';
import type { Case } from './case.ts';
import { ordinal } from './typical-values.ts';

/** Whether a case satisfies a row's condition. Every fact has a value in a case, so that nothing is undecided. */
export function takesCase(condition: Condition | null, one: Case): boolean {
  if (condition === null) return true;
  switch (condition.kind) {
    case 'all':
      return condition.of.every((part) => takesCase(part, one));
    case 'any':
      return condition.of.some((part) => takesCase(part, one));
    case 'not':
      return !takesCase(condition.of, one);
    case 'compare':
      return compares(condition, one.get(condition.fact) ?? null);
    default:
      return false;
  }
}

function compares({ operator, operand }: Comparison, seen: Json): boolean {
  if (!('value' in operand)) return false;
  const { value } = operand;
  if (operator === 'known') return value === true;
  const values = Array.isArray(value) ? (value as readonly Json[]) : [value];
  if (operator === 'equals' || operator === 'in') return values.includes(seen);
  if (operator === 'is_not' || operator === 'not_in') return !values.includes(seen);
  const [one, other] = [ordinal(seen), ordinal(value)];
  return one !== undefined && other !== undefined && (orders[operator]?.(one, other) ?? false);
}

const orders: { readonly [operator: string]: (one: number, other: number) => boolean } = {
  lt: (one, other) => one < other,
  before: (one, other) => one < other,
  lte: (one, other) => one <= other,
  gt: (one, other) => one > other,
  after: (one, other) => one > other,
  gte: (one, other) => one >= other,
};
