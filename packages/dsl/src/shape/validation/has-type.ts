import type { Json, JsonObject } from '@deskbook/policies';
import type { JsonType } from '../schema.ts';

/** Whether a value has a type of JSON Schema. */
export function hasType(value: Json, type: JsonType): boolean {
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isMapping(value);
  if (type === 'integer') return Number.isInteger(value);
  return type === 'null' ? value === null : typeof value === type;
}

/** Whether a value is a mapping. */
export function isMapping(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
