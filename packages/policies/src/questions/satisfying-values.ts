import type { Seen } from '../conditions/seen.ts';
import type { Operator } from '../conditions/condition.ts';
import { parseInstant } from '../conditions/parse-instant.ts';
import type { Json } from '../json.ts';

/** How many values of a list are tried. */
const MAX_TRIED = 3;

/** What a comparison sees, and what it compares with; `now` in milliseconds, where it is known. */
export interface Comparing {
  readonly seen: Seen;
  readonly other: Json;
  readonly now: number | undefined;
}

const list = (value: Seen): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);
const first = (value: Json): readonly Json[] => list(value).slice(0, MAX_TRIED);
const text = (value: Seen): string => (typeof value === 'string' ? value : '');
const shifted = (value: Json, by: number): readonly Json[] => (typeof value === 'number' ? [value + by] : []);
const time = (instant: number | undefined): readonly Json[] =>
  instant === undefined || Math.abs(instant) > 8e15 ? [] : [new Date(instant).toISOString()];
const moment = (value: Json, by: number): readonly Json[] => {
  const instant = typeof value === 'string' ? parseInstant(value) : undefined;
  return instant === undefined ? [] : time(instant + by);
};
const aged = ({ other, now }: Comparing, by: number): readonly Json[] =>
  typeof other === 'number' && now !== undefined ? time(now - other + by) : [];

/** Values unlike one, or unlike all of some. A text that merely says so stands for any other. */
function unlike(all: readonly Json[]): readonly Json[] {
  const values = all.slice(0, 1_000);
  const [value] = values;
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return [Math.max(...values.filter((each) => typeof each === 'number')) + 1];
  return typeof value === 'string' ? [`not ${values.filter((each) => typeof each === 'string').join(' or ')}`] : [];
}

const without = (seen: Seen, unwanted: readonly Json[]): readonly Json[] => [
  list(seen).filter((each) => !unwanted.includes(each)),
];
const withAll = (seen: Seen, wanted: readonly Json[]): readonly Json[] => [
  [...list(seen), ...wanted.filter((each) => !list(seen).includes(each))],
];

type Values = (comparing: Comparing) => readonly Json[];

const HOLDING: { readonly [operator in Operator]?: Values } = {
  equals: ({ other }) => [other],
  is_not: ({ other }) => unlike([other]),
  in: ({ other }) => first(other),
  not_in: ({ other }) => unlike(list(other)),
  lt: ({ other }) => shifted(other, -1),
  lte: ({ other }) => shifted(other, 0),
  gt: ({ other }) => shifted(other, 1),
  gte: ({ other }) => shifted(other, 0),
  before: ({ other }) => moment(other, -1_000),
  after: ({ other }) => moment(other, 1_000),
  within: ({ now }) => time(now),
  older_than: (comparing) => aged(comparing, -1_000),
  contains: ({ seen, other }) => [`${text(seen)}${text(other)}`],
  has: ({ seen, other }) => withAll(seen, [other]),
  has_any: ({ seen, other }) => first(other).flatMap((each) => withAll(seen, [each])),
  has_all: ({ seen, other }) => withAll(seen, list(other)),
  empty: ({ other }) => (other === true ? [[]] : []),
  known: ({ other }) => (other === true ? [] : [null]),
};

const FAILING: { readonly [operator in Operator]?: Values } = {
  equals: (comparing) => HOLDING.is_not?.(comparing) ?? [],
  is_not: ({ other }) => [other],
  in: ({ other }) => unlike(list(other)),
  not_in: ({ other }) => first(other),
  lt: ({ other }) => shifted(other, 0),
  lte: ({ other }) => shifted(other, 1),
  gt: ({ other }) => shifted(other, 0),
  gte: ({ other }) => shifted(other, -1),
  before: ({ other }) => moment(other, 0),
  after: ({ other }) => moment(other, 0),
  within: (comparing) => aged(comparing, -1_000),
  older_than: ({ now }) => time(now),
  matches: () => [''],
  contains: () => [''],
  has: ({ seen, other }) => without(seen, [other]),
  has_any: ({ seen, other }) => without(seen, list(other)),
  has_all: ({ seen, other }) => without(seen, first(other).slice(0, 1)),
  empty: ({ other }) => (other === true ? [] : [[]]),
  known: ({ other }) => (other === true ? [null] : []),
};

/** A few values of its fact that would make a comparison hold, or fail: guesses, to be tried. */
export function satisfyingValues(operator: Operator, wanted: 'holds' | 'fails', comparing: Comparing): readonly Json[] {
  return (wanted === 'holds' ? HOLDING : FAILING)[operator]?.(comparing) ?? [];
}
