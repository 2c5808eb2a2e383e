import type { Json, JsonObject } from '@deskbook/policies';

/** Whether a JSON value is an object (neither null nor a list). */
export function isRecord(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
