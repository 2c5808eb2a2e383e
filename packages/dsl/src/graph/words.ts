import type { Comparison, Condition, Duration, Json, Text } from '@deskbook/policies';
import { describeDuration } from '@deskbook/policies/calendars';
import { spellDuration } from '../check/spell-duration.ts';

/** The first of these languages a text has. */
export function inFirst(text: Text, languages: readonly string[]): string {
  const language = languages.find((candidate) => Object.hasOwn(text, candidate));
  return (language === undefined ? Object.values(text)[0] : text[language]) ?? '';
}

/** A length of time in the words authors use: `4h`, `2 business days`. */
export function lengthOf(duration: Duration): string {
  return 'business' in duration ? describeDuration(duration) : spellDuration(duration.milliseconds);
}

/** A condition in a few words, for a picture. */
export function conditionWords(condition: Condition): string {
  switch (condition.kind) {
    case 'compare':
      return comparisonWords(condition);
    case 'not':
      return `not (${conditionWords(condition.of)})`;
    case 'all':
      return condition.of.map(inner).join(' and ');
    case 'any':
      return condition.of.map(inner).join(' or ');
    case 'some':
    case 'every':
      return `${condition.kind} ${condition.fact}: ${conditionWords(condition.of)}`;
  }
}

function inner(condition: Condition): string {
  const words = conditionWords(condition);
  return condition.kind === 'any' || condition.kind === 'all' ? `(${words})` : words;
}

function comparisonWords({ fact, operator, operand }: Comparison): string {
  const value = 'fact' in operand ? operand.fact : valueWords(operand.value);
  if (operator === 'known') return value === 'true' ? `${fact} is known` : `${fact} is not known`;
  return `${fact} ${operatorWords[operator] ?? operator.replaceAll('_', ' ')} ${value}`;
}

const operatorWords: { readonly [operator: string]: string } = {
  equals: 'is',
  is_not: 'is not',
  lt: '<',
  lte: '≤',
  gt: '>',
  gte: '≥',
};

function valueWords(value: Json): string {
  if (Array.isArray(value)) return value.map((item: Json) => valueWords(item)).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
