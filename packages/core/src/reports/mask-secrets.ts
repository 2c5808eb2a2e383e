import type { Json, JsonObject } from '@deskbook/policies';
import type { Fields } from '@deskbook/dsl/bundle';
import { secretMask } from '@deskbook/templates';
import { isRecord } from '../facts/is-record.ts';

/** Shorter secrets are masked where they stand, but not looked for elsewhere: they would be found in every other word. */
const tellingLength = 6;

/** A record whose secret fields show a mask. `found` takes in what was masked, so that it can be masked elsewhere too. */
export function maskSecrets(record: JsonObject, fields: Fields, found: Set<string>): JsonObject {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (field === undefined || value === null) return [name, value];
      if (field.secret) return [name, mask(value, found)];
      return [name, field.fields === undefined ? value : maskInside(value, field.fields, found)];
    }),
  );
}

function maskInside(value: Json, fields: Fields, found: Set<string>): Json {
  if (Array.isArray(value)) return value.map((item: Json) => maskInside(item, fields, found));
  return isRecord(value) ? maskSecrets(value, fields, found) : value;
}

function mask(value: Json, found: Set<string>): Json {
  if (typeof value === 'string' && value.length >= tellingLength) found.add(value);
  if (Array.isArray(value)) for (const item of value) mask(item as Json, found);
  if (isRecord(value)) for (const item of Object.values(value)) mask(item, found);
  return secretMask;
}

/** Any value with known secrets masked wherever they stand in its texts: a handed-out password in a mail's body, say. */
export function maskEverywhere<Value>(value: Value, secrets: ReadonlySet<string>): Value {
  if (secrets.size === 0) return value;
  const longestFirst = [...secrets].sort((one, other) => other.length - one.length || (one < other ? -1 : 1));
  return maskTexts(value, longestFirst) as Value;
}

function maskTexts(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string') return secrets.reduce((text, secret) => text.replaceAll(secret, secretMask), value);
  if (Array.isArray(value)) return value.map((item) => maskTexts(item, secrets));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, maskTexts(item, secrets)]));
}
