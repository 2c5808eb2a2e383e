import type { Json, JsonObject } from '@deskbook/policies';

/** Whether a value is a record, not a list and not null. */
export function isRecord(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
