import type { Json } from '../json.ts';
import { compilePattern, isCompiledPattern, MAX_SEARCHED_LENGTH } from './compile-pattern.ts';
import type { Pattern } from './compile-pattern.ts';
import type { Operator } from './condition.ts';
import { hasPart } from './has-part.ts';
import { includedIn, listIncludes } from './list-keys.ts';
import { parseInstant } from './parse-instant.ts';
import { sameMoment } from './same-moment.ts';
import { sameValue } from './same-value.ts';
import type { Seen } from './seen.ts';

/** What a value is compared with: a value, or a pattern that was compiled beforehand. */
export type Against = Seen | Pattern;

/**
 * What an operator means: the values it accepts on either side, and its test, which only gets those. A value it does not accept
 * (the wrong type, or none) leaves the comparison undecided. `right` of `within` and `older_than` is `[now, length]`, both
 * in milliseconds.
 */
export interface Comparator {
  readonly left: (value: Seen) => boolean;
  readonly right: (value: Against) => boolean;
  readonly test: (left: Json, right: Json | Pattern) => boolean;
}

/** How many elements `has_any` and `has_all` compare with how many: records and lists among them cost the product. */
const MAX_COMPARED = 1_000;

type List = readonly Json[];
type AgeWindow = readonly [now: number, length: number];

const isPresent = (value: unknown): value is Json => value !== undefined && value !== null;
const isText = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
const isYesNo = (value: unknown): value is boolean => typeof value === 'boolean';
const isList = (value: unknown): value is List => Array.isArray(value);
const isShortList = (value: unknown): value is List => isList(value) && value.length <= MAX_COMPARED;
const isTime = (value: unknown): value is string => isText(value) && parseInstant(value) !== undefined;
const isSearchable = (value: unknown): value is string => isText(value) && value.length <= MAX_SEARCHED_LENGTH;
const isPattern = (value: unknown): value is string | Pattern =>
  isCompiledPattern(value) || (isText(value) && compilePattern(value).ok);
const isWindow = (value: unknown): value is AgeWindow => isList(value) && value.length === 2 && value.every(isNumber);

const same = (left: Json, right: Json): boolean => sameValue(left, right) || sameMoment(left, right);
const instant = (time: string): number => parseInstant(time) ?? Number.NaN;
const age = (time: string, now: number): number => now - instant(time);

/** Goes through the shorter list, and looks in the longer. */
function haveCommon(left: List, right: List): boolean {
  return left.length < right.length ? left.some(includedIn(right)) : right.some(includedIn(left));
}

function found(text: string, wanted: string | Pattern): boolean {
  if (typeof wanted !== 'string') return wanted.test(text);
  const result = compilePattern(wanted);
  return result.ok && result.pattern.test(text);
}

/** A comparator whose test is only given what its sides accept. */
function comparing<L extends Json, R extends Json | Pattern>(
  left: (value: unknown) => value is L,
  right: (value: unknown) => value is R,
  test: (left: L, right: R) => boolean,
): Comparator {
  return { left, right, test: test as Comparator['test'] };
}

/** The meaning of every operator. */
export const comparators: { readonly [name in Operator]: Comparator } = {
  equals: comparing(isPresent, isPresent, same),
  is_not: comparing(isPresent, isPresent, (left, right) => !same(left, right)),
  in: comparing(isPresent, isList, (left, right) => listIncludes(right, left)),
  not_in: comparing(isPresent, isList, (left, right) => !listIncludes(right, left)),
  lt: comparing(isNumber, isNumber, (left, right) => left < right),
  lte: comparing(isNumber, isNumber, (left, right) => left <= right),
  gt: comparing(isNumber, isNumber, (left, right) => left > right),
  gte: comparing(isNumber, isNumber, (left, right) => left >= right),
  before: comparing(isTime, isTime, (left, right) => instant(left) < instant(right)),
  after: comparing(isTime, isTime, (left, right) => instant(left) > instant(right)),
  within: comparing(isTime, isWindow, (left, [now, length]) => Math.abs(age(left, now)) <= length),
  older_than: comparing(isTime, isWindow, (left, [now, length]) => age(left, now) > length),
  matches: comparing(isSearchable, isPattern, found),
  contains: comparing(isText, isText, hasPart),
  has: comparing(isList, isPresent, listIncludes),
  has_any: comparing(isShortList, isShortList, (left, right) => haveCommon(left, right)),
  has_all: comparing(isShortList, isShortList, (left, right) => right.every(includedIn(left))),
  empty: comparing(isList, isYesNo, (left, right) => (left.length === 0) === right),
  known: { left: () => true, right: isYesNo, test: (left, right) => isPresent(left) === right },
};
