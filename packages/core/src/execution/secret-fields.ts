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

/** A text in which somebody else may have repeated secrets that they were given: with marks in their places. */
export function withoutSecretTexts(text: string, secrets: readonly string[]): string {
  return secrets.reduce((said, secret) => said.replaceAll(secret, secretMark), text);
}

/** The texts in a record's secret fields. One of a letter or two could be anything, and is left where it stands. */
export function secretTexts(fields: Fields, record: JsonObject): readonly string[] {
  return Object.entries(record).flatMap(([name, value]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field?.secret === true) return textsIn(value).filter((text) => text.length > 2);
    return field?.fields === undefined
      ? []
      : [value].flat().flatMap((item) => (isRecord(item) ? secretTexts(field.fields ?? {}, item) : []));
  });
}

function textsIn(value: Json): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** A record within a record, or a list of them. */
function maskInside(fields: Fields, value: Json): Json {
  if (Array.isArray(value)) return value.map((item: Json) => maskInside(fields, item));
  return isRecord(value) ? maskSecrets(fields, value) : value;
}
