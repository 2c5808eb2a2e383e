import type { Json } from '@deskbook/policies';
import { parseInstant } from '@deskbook/policies/conditions';
import type { Field, FieldType } from '../../bundle/field.ts';

/** A type whose values stand in an order: its values as numbers and back, and how far beyond the last one is looked. */
interface Ordered {
  readonly read: (value: Json) => number | undefined;
  readonly write: (at: number) => Json;
  readonly step: number;
  /** Whether there is nothing between two neighbouring numbers. */
  readonly whole: boolean;
  readonly least?: number;
}

const day = 86_400_000;
const readNumber = (value: Json): number | undefined => (typeof value === 'number' ? value : undefined);
const readTime = (value: Json): number | undefined => (typeof value === 'string' ? parseInstant(value) : undefined);
const same = (at: number): number => at;
const written = (at: number): string => new Date(at).toISOString();

const orders: { readonly [type in FieldType]?: Ordered } = {
  integer: { read: readNumber, write: same, step: 1, whole: true },
  number: { read: readNumber, write: same, step: 1, whole: false },
  duration: { read: readNumber, write: same, step: 60_000, whole: true, least: 0 },
  time: { read: readTime, write: written, step: 60_000, whole: true },
  date: {
    read: (value) => divided(readTime(value)),
    write: (at) => written(at * day).slice(0, 10),
    step: 1,
    whole: true,
  },
};

const divided = (at: number | undefined): number | undefined => (at === undefined ? undefined : at / day);

/**
 * Values of a field that stand for all others where it is only compared with some literals: all it has, where they are few; else
 * the literals, and one between and beyond them. Null: there is no such choice.
 */
export function typicalValues(
  { list, oneOf, type, min, max }: Field,
  literals: readonly Json[],
): readonly Json[] | null {
  if (list) return null;
  if (oneOf !== undefined) return oneOf;
  if (type === 'yes_no') return [true, false];
  const order = orders[type];
  if (order === undefined) return null;
  const points = literals.map(order.read);
  if (!points.every((point) => point !== undefined)) return null;
  const least = min ?? order.least;
  const ends = [least, max].filter((end) => end !== undefined);
  return around([...points, ...ends], order)
    .filter((at) => at >= (least ?? -Infinity) && at <= (max ?? Infinity))
    .map(order.write);
}

/** Some numbers in order, each once, with one between any two and one beyond either end. */
function around(numbers: readonly number[], { step, whole }: Ordered): readonly number[] {
  const points = [...new Set(numbers)].toSorted((one, other) => one - other);
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return [0];
  const inside = points.flatMap((point, index) => {
    const next = points[index + 1];
    if (next === undefined) return [point];
    const middle = whole ? Math.floor((point + next) / 2) : (point + next) / 2;
    return middle === point ? [point] : [point, middle];
  });
  return [first - step, ...inside, last + step];
}

/** A value as a number, to be compared with others of its fact; undefined where it has no order. */
export function ordinal(value: Json): number | undefined {
  return readNumber(value) ?? readTime(value);
}
