import type { Json, JsonObject } from '@deskbook/policies';
import type { Schema } from '../schema.ts';

/** Finds a schema by the name `ref` uses. */
export type Named = (name: string) => Schema;

/** What the checker calls a named schema. */
export function idOf(name: string): string {
  return `deskbook:${name}`;
}

/**
 * The schema the checker compiles, from the one authors read. Each `anyOf` becomes a chain of `if`, so that only the form an
 * author chose is looked at and one mistake gives one error. Editors' hints go, and what is checked later with its types is free.
 */
export function checkerSchema(schema: Schema, named: Named): JsonObject {
  if (schema['typed'] === true) return {};
  const { anyOf, demands, dependentRequired, ...rest } = schema;
  const own: Record<string, Json> = {};
  for (const [key, value] of Object.entries(rest)) {
    const kept = keyword(key, value, named);
    if (kept !== undefined) own[key] = kept;
  }
  if (dependentRequired !== undefined) own['dependencies'] = dependentRequired;
  if (isSchema(demands)) Object.assign(own, demanded(demands));
  return isList(anyOf) ? { ...own, ...chain(anyOf, named) } : own;
}

const hints = new Set(['description', 'examples', 'format', 'by']);

function keyword(key: string, value: Json, named: Named): Json | undefined {
  if (hints.has(key)) return undefined;
  if (key === '$ref' && typeof value === 'string') return idOf(nameIn(value));
  if (key === 'properties' && isSchema(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, property]) => [name, nested(property, named)]));
  }
  if (key === 'items' || key === 'additionalProperties' || key === 'propertyNames') return nested(value, named);
  return value;
}

function nested(value: Json, named: Named): Json {
  return isSchema(value) ? checkerSchema(value, named) : value;
}

/** `demands: { key, in, keys }` as an `if`. */
function demanded(demands: JsonObject): JsonObject {
  const { key, in: values = [], keys = [] } = demands;
  if (typeof key !== 'string') return {};
  const chosen = { type: 'object', properties: { [key]: { enum: values } }, required: [key] };
  return conditional(chosen, { type: 'object', required: keys });
}

function chain(alternatives: readonly Json[], named: Named): JsonObject {
  const forms = alternatives.filter(isSchema).map((form) => formOf(form, named));
  const words = forms.flatMap(({ by }) => by);
  const severalMappings = forms.filter(({ types }) => types.includes('object')).length > 1;
  let result: JsonObject = { noForm: { types: [...new Set(forms.flatMap(({ types }) => types))], words } };
  for (const { schema, types, by } of forms.toReversed()) {
    const byKey = severalMappings && types.length === 1 && by.length > 0;
    const guard = byKey ? { type: 'object', anyOf: by.map((key) => ({ required: [key] })) } : { type: types };
    const rivals = words.filter((word) => !by.includes(word));
    const marks = byKey && rivals.length > 0 ? { rivals, chosenBy: by } : {};
    result = conditional(guard, { ...checkerSchema(schema, named), ...marks }, result);
  }
  return result;
}

/** An alternative: its types, and the keys that choose it among several mappings. */
interface Form {
  readonly schema: Schema;
  readonly types: readonly Json[];
  readonly by: readonly string[];
}

function formOf(schema: Schema, named: Named): Form {
  const resolved = resolve(schema, named);
  const { anyOf, type = 'object' } = resolved;
  if (!isList(anyOf)) return { schema, types: isList(type) ? type : [type], by: keysOf(resolved) };
  const inner = anyOf.filter(isSchema).map((form) => formOf(form, named));
  return { schema, types: [...new Set(inner.flatMap(({ types }) => types))], by: inner.flatMap(({ by }) => by) };
}

function conditional(condition: JsonObject, holds: JsonObject, fails?: JsonObject): JsonObject {
  // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema; this object is never awaited
  return { if: condition, then: holds, ...(fails === undefined ? {} : { else: fails }) };
}

function keysOf(form: Schema): readonly string[] {
  const { by } = form;
  return isList(by) ? by.filter((key) => typeof key === 'string') : [];
}

function resolve(form: Schema, named: Named): Schema {
  const { $ref } = form;
  return typeof $ref === 'string' ? named(nameIn($ref)) : form;
}

function nameIn(reference: string): string {
  return reference.slice(reference.lastIndexOf('/') + 1);
}

function isSchema(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
