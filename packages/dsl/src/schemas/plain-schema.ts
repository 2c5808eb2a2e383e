import type { Json, JsonObject } from '@deskbook/policies';
import type { Schema } from '../shape/schema.ts';

const own = new Set(['by', 'expects', 'missing', 'typed', 'later', 'demands', 'oneKeyOf', 'anyKeyOf']);
const schemaMaps = new Set(['properties', '$defs']);

/** A schema in standard keywords alone: ours are left out, or said in standard ones. */
export function plainSchema(schema: Schema): JsonObject {
  const { later, demands, oneKeyOf, anyKeyOf, format, ...rest } = schema;
  if (later !== undefined) return { ...described(rest), not: {} };
  const plain: Record<string, Json> = {};
  for (const [key, value] of Object.entries(rest)) {
    if (!own.has(key)) plain[key] = inner(key, value);
  }
  if (format !== undefined && format !== 'pattern') plain['format'] = format;
  if (isObject(demands)) Object.assign(plain, demanded(demands));
  if (Array.isArray(oneKeyOf)) plain['oneOf'] = requiring(oneKeyOf);
  if (Array.isArray(anyKeyOf)) plain['anyOf'] = requiring(anyKeyOf);
  return plain;
}

function described({ description }: Schema): JsonObject {
  return description === undefined ? {} : { description };
}

function inner(key: string, value: Json): Json {
  if (key === 'enum' || key === 'const' || key === 'examples' || key === 'default') return value;
  if (schemaMaps.has(key) && isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, nested(schema)]));
  }
  return Array.isArray(value) ? value.map((item: Json) => nested(item)) : nested(value);
}

function nested(value: Json): Json {
  return isObject(value) ? plainSchema(value) : value;
}

function demanded({ key, in: values = [], keys = [] }: JsonObject): JsonObject {
  if (typeof key !== 'string') return {};
  return {
    if: { type: 'object', properties: { [key]: { enum: values } }, required: [key] },
    // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema; this object is never awaited
    then: { required: keys },
  };
}

function requiring(keys: readonly Json[]): Json {
  return keys.map((key) => ({ required: [key] }));
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
