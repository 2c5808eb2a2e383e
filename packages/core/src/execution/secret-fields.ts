import type { JsonObject } from '@deskbook/policies';
import type { Fields } from '@deskbook/dsl/bundle';

/** What stands in the journal where a secret was: that there was one, and nothing of it. */
export const secretMark = '[secret]';

/** A record with its secret fields masked, as it may be stored. */
export function maskSecrets(fields: Fields, record: JsonObject): JsonObject {
  const masked = Object.entries(record).map(([name, value]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return [name, field?.secret === true ? secretMark : value] as const;
  });
  return Object.fromEntries(masked);
}
