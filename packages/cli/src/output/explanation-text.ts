import type { Explanation, FirstFailure, Json, Truth } from '@deskbook/policies';
import type { Paint } from './paint.ts';

/** A condition with everything it saw, as an indented tree; one line a part. */
export function explanationLines(explanation: Explanation, paint: Paint, depth = 0): readonly string[] {
  const { truth } = explanation;
  const line = `${'  '.repeat(depth)}${truthSign(truth, paint)} ${sentence(explanation, paint)}`;
  if (explanation.kind === 'compare') return [line];
  return [line, ...explanation.of.flatMap((each) => explanationLines(each, paint, depth + 1))];
}

/** One sign for each truth: it holds, it does not, it cannot be told. */
export function truthSign(truth: Truth, { good, bad, warn }: Paint): string {
  if (truth === 'holds') return good('✓');
  return truth === 'fails' ? bad('✗') : warn('?');
}

function sentence(explanation: Explanation, paint: Paint): string {
  switch (explanation.kind) {
    case 'all':
      return explanation.of.length === 0 ? 'nothing is asked' : 'all of';
    case 'any':
      return 'any of';
    case 'not':
      return 'not';
    case 'some':
    case 'every':
      return `${explanation.kind} of ${explanation.fact} (${count(explanation)})`;
    case 'compare':
      return comparisonText(explanation, paint);
  }
}

/** A comparison with what it saw: `requester.mfa is true · it is false`. */
export function comparisonText(
  comparison: Pick<FirstFailure, 'fact' | 'operator' | 'operand' | 'operandFact' | 'seen'>,
  { bold, dim }: Paint,
): string {
  const { fact, operator, seen, operand, operandFact } = comparison;
  const saw = seen === null ? dim('it has no value') : `it is ${bold(shown(seen))}`;
  if (operator === 'some' || operator === 'every') return `${operator} of ${fact} ${dim('·')} ${saw}`;
  return `${fact} ${operatorText(operator, operand, operandFact)} ${dim('·')} ${saw}`;
}

function count({ of, missing }: Extract<Explanation, { readonly kind: 'some' | 'every' }>): string {
  if (of.length === 0 && missing.length > 0) return 'has no value';
  return `${of.length} ${of.length === 1 ? 'entry' : 'entries'}`;
}

const words: { readonly [operator: string]: string } = {
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
export function operatorText(operator: string, operand: Json, fact: string | undefined): string {
  if (operator === 'known') return operand === false ? 'is not known' : 'is known';
  if (operator === 'empty') return operand === false ? 'is not empty' : 'is empty';
  const said = words[operator] ?? operator;
  const age = (operator === 'within' || operator === 'older_than') && typeof operand === 'number';
  const value = age ? duration(operand) : shown(operand);
  if (fact === undefined) return `${said} ${value}`;
  return `${said} ${fact} (${operand === null ? 'no value' : value})`;
}

const units: readonly (readonly [string, number])[] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
];

function duration(milliseconds: number): string {
  const [unit, length] = units.find(([, each]) => milliseconds % each === 0) ?? ['ms', 1];
  return `${milliseconds / length}${unit}`;
}

/** The longest a value is printed; records and long texts are cut there. */
const longest = 80;

/** A value as it is printed: bare where it is one word, else JSON, cut where it is long. */
export function shown(value: Json): string {
  const text = typeof value === 'string' && /^[\w.:/@-]+$/.test(value) ? value : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
