import type { Json, JsonObject } from '../json.ts';
import { PolicyFault } from '../policy-fault.ts';
import type { FactPath, Facts } from './facts.ts';

const MAX_SEGMENTS = 32;

/**
 * The value at a dotted path, or `undefined` where there is none (`null` counts as none). Only own properties of objects are
 * followed, so no prototype, list length or character of a text can be reached; segments may contain dashes.
 *
 * @throws PolicyFault `malformed` when the path has an empty segment or more than 32 of them.
 * @example
 * readFact({ ticket: { priority: 'P1' } }, 'ticket.priority'); // 'P1'
 */
export function readFact(facts: Facts, path: FactPath): Json | undefined {
  return readSegments(facts, splitPath(path));
}

/** The segments of a path, checked. Split once, read often. */
export function splitPath(path: FactPath): readonly string[] {
  const segments = path.split('.');
  if (segments.length > MAX_SEGMENTS || segments.includes('')) {
    throw new PolicyFault('malformed', `not a fact path: ${JSON.stringify(path.slice(0, 200))}`);
  }
  return segments;
}

/** Follows segments from a record. See {@link readFact}. */
export function readSegments(record: JsonObject, segments: readonly string[]): Json | undefined {
  let value: Json | undefined = record;
  for (const segment of segments) {
    if (!isRecord(value) || !Object.hasOwn(value, segment)) return undefined;
    value = value[segment];
  }
  return value ?? undefined;
}

/** Whether a value is a record, not a list and not `null`. */
export function isRecord(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
