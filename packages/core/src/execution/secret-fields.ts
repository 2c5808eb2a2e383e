import type { Json, JsonObject } from '@deskbook/policies';
import type { Fields } from '@deskbook/dsl/bundle';
import { isRecord } from '../facts/is-record.ts';

/** What stands in the journal where a secret was: that there was one, and nothing of it. */
export const secretMark = '[secret]';

/** A record with its secret fields masked, as it may be stored. */
export function maskSecrets(fields: Fields, record: JsonObject): JsonObject {
  const masked = Object.entries(record).map(([name, value]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field?.secret === true) return [name, secretMark] as const;
    return [name, field?.fields === undefined ? value : maskInside(field.fields, value)] as const;
  });
  return Object.fromEntries(masked);
}

/** A record within a record, or a list of them. */
function maskInside(fields: Fields, value: Json): Json {
  if (Array.isArray(value)) return value.map((item: Json) => maskInside(fields, item));
  return isRecord(value) ? maskSecrets(fields, value) : value;
}
