import type { Json } from '@deskbook/policies';
import type { Operator, Truth } from '@deskbook/policies/conditions';

/** A value, or undefined for none. */
type Seen = Json | undefined;

/** What a side of an operator takes. */
type Kind =
  | 'anything' | 'nothing too' | 'yes or no' | 'number' | 'time' | 'text' | 'text to search' | 'pattern'
  | 'list' | 'list of 1,000'; // prettier-ignore

/** What stands to the left and to the right of each operator. Anything else leaves the comparison undecided. */
const sides: { readonly [operator in Operator]: readonly [left: Kind, right: Kind] } = {
  equals: ['anything', 'anything'],
  is_not: ['anything', 'anything'],
  in: ['anything', 'list'],
  not_in: ['anything', 'list'],
  lt: ['number', 'number'],
  lte: ['number', 'number'],
  gt: ['number', 'number'],
  gte: ['number', 'number'],
  before: ['time', 'time'],
  after: ['time', 'time'],
  within: ['time', 'number'],
  older_than: ['time', 'number'],
  matches: ['text to search', 'pattern'],
  contains: ['text', 'text'],
  has: ['list', 'anything'],
  has_any: ['list of 1,000', 'list of 1,000'],
  has_all: ['list of 1,000', 'list of 1,000'],
  empty: ['list', 'yes or no'],
  known: ['nothing too', 'yes or no'],
};

/** The truth of one comparison of two values. `now` is what the fact of that name holds. */
export function compareValues(operator: Operator, left: Seen, right: Seen, now: Seen): Truth {
  if (!isTaken(operator, 'left', left, now) || !isTaken(operator, 'right', right, now)) return 'undecided';
  return test(operator, left as Json, right as Json, now) ? 'holds' : 'fails';
}

/** Whether a side takes a value. An operator on ages needs to know what time it is. */
export function isTaken(operator: Operator, side: 'left' | 'right', value: Seen, now: Seen): boolean {
  const kind = sides[operator][side === 'left' ? 0 : 1];
  if (side === 'right' && takesNow(operator) && instant(now) === undefined) return false;
  return isA(kind, value);
}

/** Whether an operator compares with the present moment. */
export function takesNow(operator: Operator): boolean {
  return operator === 'within' || operator === 'older_than';
}

function isA(kind: Kind, value: Seen): boolean {
  switch (kind) {
    case 'nothing too':
      return true;
    case 'anything':
      return value !== undefined && value !== null;
    case 'yes or no':
      return value === true || value === false;
    case 'number':
      return Number.isFinite(value);
    case 'time':
      return instant(value) !== undefined;
    case 'text':
      return typeof value === 'string';
    case 'text to search':
      return typeof value === 'string' && value.length <= 200_000;
    case 'pattern':
      return typeof value === 'string' && value.length <= 1_000 && isPattern(value);
    case 'list':
      return Array.isArray(value);
    case 'list of 1,000':
      return Array.isArray(value) && value.length <= 1_000;
  }
}

function test(operator: Operator, left: Json, right: Json, now: Seen): boolean {
  const [a, b] = [left as number, right as number];
  const age = (): number => Number(instant(now)) - Number(instant(left));
  switch (operator) {
    case 'equals':
      return same(left, right);
    case 'is_not':
      return !same(left, right);
    case 'in':
      return has(right, left);
    case 'not_in':
      return !has(right, left);
    case 'lt':
      return a < b;
    case 'lte':
      return a <= b;
    case 'gt':
      return a > b;
    case 'gte':
      return a >= b;
    case 'before':
      return Number(instant(left)) < Number(instant(right));
    case 'after':
      return Number(instant(left)) > Number(instant(right));
    case 'within':
      return age() <= b && -age() <= b;
    case 'older_than':
      return age() > b;
    case 'matches':
      return new RegExp(right as string, 'u').test(left as string);
    case 'contains':
      return right === '' || (left as string).split(right as string).length > 1;
    case 'has':
      return has(left, right);
    case 'has_any':
      return entries(right).some((item) => has(left, item));
    case 'has_all':
      return entries(right).every((item) => has(left, item));
    case 'empty':
      return (entries(left).length === 0) === right;
    case 'known':
      return (left !== undefined && left !== null) === right;
  }
}

const entries = (value: Json): readonly Json[] => value as readonly Json[];
const has = (list: Json, item: Json): boolean => entries(list).some((each) => same(each, item));

/** Equal as conditions see it: the same JSON, or two times of day that are one instant. */
function same(one: Json, other: Json): boolean {
  if (sameJson(one, other)) return true;
  return hasTime(one) && hasTime(other) && instant(one) !== undefined && instant(one) === instant(other);
}

/** Equal as JSON. Zero has no sign, keys have no order. */
export function sameJson(one: Seen, other: Seen): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => sameJson(item as Json, other[index] as Json));
  }
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  if (Array.isArray(one) || Array.isArray(other)) return false;
  const [fields, others] = [new Map(Object.entries(one)), new Map(Object.entries(other))];
  return fields.size === others.size && [...fields].every(([key, value]) => others.has(key) && sameJson(value, others.get(key))); // prettier-ignore
}

function hasTime(value: Json): boolean {
  return typeof value === 'string' && value.includes('T');
}

const TIME =
  /^(\d{4}-\d\d-\d\d)(?:T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,9}))?)?(Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d))?$/;

/** Milliseconds since 1970, by the platform's calendar; undefined for what names no instant. */
function instant(value: Seen): number | undefined {
  const [, day, hour, minute, second = '00', fraction = '', zone = 'Z'] =
    (typeof value === 'string' && TIME.exec(value)) || [];
  if (day === undefined) return undefined;
  const midnight = new Date(`${day}T00:00:00.000Z`);
  if (Number.isNaN(midnight.getTime()) || midnight.toISOString().slice(0, 10) !== day) return undefined; // 30 February
  if (hour === undefined) return midnight.getTime();
  const offset = zone === 'Z' ? zone : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
  return Date.parse(`${day}T${hour}:${minute}:${second}.${fraction.padEnd(3, '0').slice(0, 3)}${offset}`);
}

function isPattern(source: string): boolean {
  try {
    return new RegExp(source, 'u').source !== '';
  } catch {
    return false;
  }
}
