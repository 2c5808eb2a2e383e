import type { Json, JsonObject } from '../json.ts';
import { isRecord } from './read-fact.ts';

/** How many records `some` and `every` look at. A longer list is a value of the wrong type. */
export const MAX_RECORDS = 10_000;

/** The records of a list; an element that is none is a record without fields. `undefined`: it is not a list, or too long a one. */
export function recordsOf(list: Json | undefined): readonly JsonObject[] | undefined {
  if (!isList(list) || list.length > MAX_RECORDS) return undefined;
  return list.map((item) => (isRecord(item) ? item : {}));
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
