import type { Field, FieldType } from '../bundle/field.ts';

const textual: ReadonlySet<FieldType> = new Set<FieldType>([
  'text', 'date', 'time', 'file', 'person', 'asset', 'ticket', 'request', 'approval', 'decision',
]); // prettier-ignore
const numeric: readonly FieldType[] = ['integer', 'number'];
const times: readonly FieldType[] = ['date', 'time'];

/** Whether two facts can be compared: the same type, two numbers, two times, or one of them of unknown type. */
export function comparable(one: Field, other: Field): boolean {
  if (one.type === 'json' || other.type === 'json') return true;
  if (one.list !== other.list) return false;
  return one.type === other.type || both(numeric, one, other) || both(times, one, other);
}

/**
 * Whether a value of one field may be passed where another is wanted. Any id or time may be passed as text; text is never
 * taken for an id: a name is not a person. What is optional may be passed where something is required; that it is there is
 * asked when it is used.
 */
export function assignable(from: Field, to: Field): boolean {
  if (from.type === 'json' || to.type === 'json') return true;
  if (from.list !== to.list) return false;
  if (from.type === to.type) return overlaps(from, to);
  if (to.type === 'text') return textual.has(from.type);
  if (to.type === 'decision') return from.type === 'text';
  return from.type === 'integer' && to.type === 'number';
}

/** Whether some value can be both: false only when both are lists of values without a common one. */
function overlaps(from: Field, to: Field): boolean {
  if (from.oneOf === undefined || to.oneOf === undefined) return true;
  const accepted = new Set([...to.oneOf, ...Object.keys(to.also ?? {})]);
  return from.oneOf.some((value) => accepted.has(value));
}

function both(types: readonly FieldType[], one: Field, other: Field): boolean {
  return types.includes(one.type) && types.includes(other.type);
}
