import type { Json } from '../json.ts';
import type { Operator } from './condition.ts';
import { describeValue } from './describe-value.ts';
import type { FactPath } from './facts.ts';

const WORDS: { readonly [operator in Operator]?: string } = {
  equals: 'is',
  is_not: 'is not',
  in: 'is one of',
  not_in: 'is none of',
  lt: 'is less than',
  lte: 'is at most',
  gt: 'is more than',
  gte: 'is at least',
  before: 'is before',
  after: 'is after',
  within: 'is no longer ago than',
  older_than: 'is longer ago than',
  matches: 'matches',
  contains: 'contains',
  has: 'has',
  has_any: 'has any of',
  has_all: 'has all of',
};

/** An operator with what it compares with, in words: `is one of ["a","b"]`. */
export function describeOperator(operator: Operator, operand: Json, fact?: FactPath): string {
  if (operator === 'known') return operand === false ? 'is not known' : 'is known';
  if (operator === 'empty') return operand === false ? 'is not empty' : 'is empty';
  const said = WORDS[operator] ?? operator;
  const age = (operator === 'within' || operator === 'older_than') && typeof operand === 'number';
  const value = age ? duration(operand) : describeValue(operand);
  if (fact === undefined) return `${said} ${value}`;
  return `${said} ${fact} (${operand === null ? 'no value' : value})`;
}

const UNITS: readonly (readonly [string, number])[] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
];

function duration(milliseconds: number): string {
  const [unit, length] = UNITS.find(([, each]) => milliseconds % each === 0) ?? ['ms', 1];
  return `${milliseconds / length}${unit}`;
}
