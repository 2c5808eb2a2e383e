import type { Comparison, Condition, Facts, Truth } from '@deskbook/policies/conditions';
import type { Json } from '@deskbook/policies';
import { isDeepStrictEqual } from 'node:util';

/**
 * The language of conditions, as slowly and plainly as it can be said. It shares no code with the package but for the types, and
 * instants and patterns are those of the platform. The tests hold every other way to decide a condition against it.
 */
export function evaluate(condition: Condition, facts: Facts, record: Json = facts): Truth {
  if (condition.kind === 'not') return not(evaluate(condition.of, facts, record));
  if (condition.kind === 'all') return all(condition.of.map((part) => evaluate(part, facts, record)));
  if (condition.kind === 'any') return not(all(condition.of.map((part) => not(evaluate(part, facts, record)))));
  if (condition.kind === 'compare') return compare(condition, facts, record);
  const list = read(record, condition.fact);
  if (!Array.isArray(list)) return 'undecided';
  const truths = list.map((item: Json) => evaluate(condition.of, facts, item));
  return condition.kind === 'every' ? all(truths) : not(all(truths.map(not)));
}

function not(truth: Truth): Truth {
  if (truth === 'holds') return 'fails';
  return truth === 'fails' ? 'holds' : 'undecided';
}

function all(truths: readonly Truth[]): Truth {
  if (truths.includes('fails')) return 'fails';
  return truths.includes('undecided') ? 'undecided' : 'holds';
}

/** A value, or undefined for none: absent, null, or not reached through records alone. */
function read(from: Json, path: string): Json | undefined {
  let value: Json | undefined = from;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    value = Object.entries(value).find(([name]) => name === key)?.[1];
  }
  return value ?? undefined;
}

function compare({ fact, operator, operand }: Comparison, facts: Facts, record: Json): Truth {
  const left = read(record, fact);
  const right = 'value' in operand ? (operand.value ?? undefined) : read(facts, operand.fact);
  if (operator === 'known') return typeof right === 'boolean' ? truth((left !== undefined) === right) : 'undecided';
  if (left === undefined || right === undefined) return 'undecided';
  switch (
    operator // prettier-ignore
  ) {
    case 'equals':
      return truth(same(left, right));
    case 'is_not':
      return truth(!same(left, right));
    case 'in':
      return onLists([right], () => has(right, left));
    case 'not_in':
      return onLists([right], () => !has(right, left));
    case 'lt':
      return onNumbers(left, right, (a, b) => a < b);
    case 'lte':
      return onNumbers(left, right, (a, b) => a <= b);
    case 'gt':
      return onNumbers(left, right, (a, b) => a > b);
    case 'gte':
      return onNumbers(left, right, (a, b) => a >= b);
    case 'before':
      return onNumbers(instant(left), instant(right), (a, b) => a < b);
    case 'after':
      return onNumbers(instant(left), instant(right), (a, b) => a > b);
    case 'within':
      return onAge(left, right, facts, (age, length) => age <= length && -age <= length);
    case 'older_than':
      return onAge(left, right, facts, (age, length) => age > length);
    case 'matches':
      return onTexts(left, right, (text, pattern) => new RegExp(pattern).test(text));
    case 'contains':
      return onTexts(left, right, (text, part) => text.split(part).length > 1 || part === '');
    case 'has':
      return onLists([left], () => has(left, right));
    case 'has_any':
      return onLists([left, right], () => entries(right).some((item) => has(left, item)));
    case 'has_all':
      return onLists([left, right], () => entries(right).every((item) => has(left, item)));
    case 'empty':
      return typeof right === 'boolean' ? onLists([left], () => (entries(left).length === 0) === right) : 'undecided';
  }
}

const truth = (value: boolean): Truth => (value ? 'holds' : 'fails');
const entries = (value: Json): readonly Json[] => (Array.isArray(value) ? value : []);
const has = (list: Json, item: Json): boolean => entries(list).some((each) => same(each, item));
const same = (one: Json, other: Json): boolean =>
  isDeepStrictEqual(structuredClone(one), structuredClone(other)) ||
  (hasTime(one) && hasTime(other) && instant(one) !== undefined && instant(one) === instant(other));
const hasTime = (value: Json): boolean => typeof value === 'string' && value.includes('T');

function instant(value: Json | undefined): Json | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d))?$/.test(value))
    return undefined;
  const day = value.slice(0, 10);
  if (new Date(Date.parse(day)).toJSON()?.slice(0, 10) !== day) return undefined; // 30 February reads as 2 March
  const parsed = Date.parse(value);
  return Number.isNaN(parsed) ? undefined : parsed;
}

function onNumbers(left: Json | undefined, right: Json | undefined, test: (a: number, b: number) => boolean): Truth {
  return typeof left === 'number' && typeof right === 'number' ? truth(test(left, right)) : 'undecided';
}

function onAge(left: Json, right: Json, facts: Facts, test: (age: number, length: number) => boolean): Truth {
  const [time, now] = [instant(left), instant(facts['now'])];
  return typeof time === 'number' && typeof now === 'number' ? onNumbers(now - time, right, test) : 'undecided';
}

function onTexts(left: Json, right: Json, test: (a: string, b: string) => boolean): Truth {
  return typeof left === 'string' && typeof right === 'string' ? truth(test(left, right)) : 'undecided';
}

function onLists(lists: readonly Json[], test: () => boolean): Truth {
  return lists.every((list) => Array.isArray(list)) ? truth(test()) : 'undecided';
}
