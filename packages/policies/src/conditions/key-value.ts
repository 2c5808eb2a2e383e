import type { Seen } from './seen.ts';
import { parseInstant } from './parse-instant.ts';

/**
 * Under what a value is filed: values that `equals` takes for one have one key, and no others. A time is filed by its instant, as a
 * big integer, which no value of JSON is.
 */
export type KeyValue = string | number | boolean | bigint;

const MARK_OF_TIME = 'T'.charCodeAt(0);

/** The key of a value; none for lists and records, which are compared and not filed. */
export function keyOf(value: Seen): KeyValue | undefined {
  if (typeof value === 'string') return value.charCodeAt(10) === MARK_OF_TIME ? keyOfTime(value) : value;
  return typeof value === 'number' || typeof value === 'boolean' ? value : undefined;
}

function keyOfTime(text: string): KeyValue {
  const instant = parseInstant(text);
  return instant === undefined ? text : BigInt(instant);
}
