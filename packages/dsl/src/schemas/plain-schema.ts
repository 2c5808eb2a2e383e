import type { Json, JsonObject } from '@deskbook/policies';
import type { Demand, Schema } from '../shape/schema.ts';

const schemaMaps = new Set(['properties', '$defs']);
const data = new Set(['enum', 'const', 'examples', 'required', 'dependentRequired']);

/** A schema in standard keywords alone: ours are left out, or said in standard ones. */
export function plainSchema(schema: Schema): JsonObject {
  const {
    later,
    demands,
    oneKeyOf,
    anyKeyOf,
    by: _by,
    expects: _expects,
    missing: _missing,
    typed: _typed,
    ...rest
  } = schema;
  if (later !== undefined) return { description: schema.description ?? '', not: {} };
  const plain: Record<string, Json> = {};
  for (const [key, value] of Object.entries(rest)) plain[key] = data.has(key) ? value : inner(key, value);
  const [demand, ...others] = (demands ?? []).map(demanded);
  if (others.length > 0) plain['allOf'] = [demand ?? {}, ...others];
  else Object.assign(plain, demand);
  if (oneKeyOf !== undefined) plain['oneOf'] = requiring(oneKeyOf);
  if (anyKeyOf !== undefined) plain['anyOf'] = requiring(anyKeyOf);
  return plain;
}

/** What stands under a keyword: a schema, several, or a mapping of them. */
function inner(key: string, value: Json): Json {
  if (Array.isArray(value)) return value.map((item: Json) => nested(item));
  if (!schemaMaps.has(key)) return nested(value);
  return Object.fromEntries(Object.entries(value ?? {}).map(([name, schema]) => [name, nested(schema as Json)]));
}

function nested(value: Json): Json {
  // Under every keyword that is not data, a mapping is a schema.
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? plainSchema(value as Schema) : value;
}

function demanded({ key, in: values, keys }: Demand): JsonObject {
  return {
    if: { type: 'object', properties: { [key]: { enum: values } }, required: [key] },
    // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema; this object is never awaited
    then: { required: keys },
  };
}

function requiring(keys: readonly string[]): Json {
  return keys.map((key) => ({ required: [key] }));
}
