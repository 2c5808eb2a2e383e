import type { Json } from '../json.ts';
import { compilePattern, MAX_SEARCHED_LENGTH } from './compile-pattern.ts';
import type { Operator } from './condition.ts';
import { parseInstant } from './parse-instant.ts';
import { sameValue } from './same-value.ts';

/** A value as comparators see it; `undefined` is a fact without one. */
export type Seen = Json | undefined;

/**
 * What an operator means: the values it accepts on either side, and its test. A value it does not accept (the wrong type, or
 * none) leaves the comparison undecided. `right` of `within` and `older_than` is `[now, length]`, both in milliseconds.
 */
export interface Comparator {
  readonly left: (value: Seen) => boolean;
  readonly right: (value: Seen) => boolean;
  readonly test: (left: Json, right: Json) => boolean;
}

const isPresent = (value: Seen): boolean => value !== undefined && value !== null;
const isText = (value: Seen): value is string => typeof value === 'string';
const isNumber = (value: Seen): value is number => typeof value === 'number' && Number.isFinite(value);
const isYesNo = (value: Seen): value is boolean => typeof value === 'boolean';
const isList = (value: Seen): value is readonly Json[] => Array.isArray(value);
const isTime = (value: Seen): boolean => isText(value) && parseInstant(value) !== undefined;
const isSearchable = (value: Seen): boolean => isText(value) && value.length <= MAX_SEARCHED_LENGTH;
const isPattern = (value: Seen): boolean => isText(value) && compilePattern(value).ok;
const isWindow = (value: Seen): boolean => isList(value) && value.length === 2 && value.every(isNumber);

const includes = (list: Json, wanted: Json): boolean => isList(list) && list.some((item) => sameValue(item, wanted));

/** Compares two instants. Both sides were accepted as times, so the `0` never stands in for anything. */
const milliseconds = (value: Json): number => (isText(value) ? (parseInstant(value) ?? 0) : 0);

function distance(time: Json, window: Json): { readonly age: number; readonly length: number } {
  const [now, length] = isList(window) ? window : [];
  return { age: Number(now) - milliseconds(time), length: Number(length) };
}

function found(text: Json, source: Json): boolean {
  if (!isText(text) || !isText(source)) return false;
  const result = compilePattern(source);
  return result.ok && result.pattern.test(text);
}

const isWithin = (text: Json, part: Json): boolean => isText(text) && isText(part) && text.includes(part);

const anything = { left: isPresent, right: isPresent };
const oneOfList = { left: isPresent, right: isList };
const numbers = { left: isNumber, right: isNumber };
const times = { left: isTime, right: isTime };
const ages = { left: isTime, right: isWindow };
const lists = { left: isList, right: isList };

/** The meaning of every operator. */
export const comparators: { readonly [name in Operator]: Comparator } = {
  equals: { ...anything, test: sameValue },
  is_not: { ...anything, test: (left, right) => !sameValue(left, right) },
  in: { ...oneOfList, test: (left, right) => includes(right, left) },
  not_in: { ...oneOfList, test: (left, right) => !includes(right, left) },
  lt: { ...numbers, test: (left, right) => Number(left) < Number(right) },
  lte: { ...numbers, test: (left, right) => Number(left) <= Number(right) },
  gt: { ...numbers, test: (left, right) => Number(left) > Number(right) },
  gte: { ...numbers, test: (left, right) => Number(left) >= Number(right) },
  before: { ...times, test: (left, right) => milliseconds(left) < milliseconds(right) },
  after: { ...times, test: (left, right) => milliseconds(left) > milliseconds(right) },
  within: { ...ages, test: (left, right) => isNear(distance(left, right)) },
  older_than: { ...ages, test: (left, right) => isOlder(distance(left, right)) },
  matches: { left: isSearchable, right: isPattern, test: found },
  contains: { left: isText, right: isText, test: isWithin },
  has: { left: isList, right: isPresent, test: includes },
  has_any: { ...lists, test: (left, right) => isList(right) && right.some((item) => includes(left, item)) },
  has_all: { ...lists, test: (left, right) => isList(right) && right.every((item) => includes(left, item)) },
  empty: { left: isList, right: isYesNo, test: (left, right) => (isList(left) && left.length === 0) === right },
  known: { left: () => true, right: isYesNo, test: (left, right) => isPresent(left) === right },
};

const isNear = ({ age, length }: { readonly age: number; readonly length: number }): boolean => Math.abs(age) <= length;
const isOlder = ({ age, length }: { readonly age: number; readonly length: number }): boolean => age > length;
