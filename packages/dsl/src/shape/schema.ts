import type { JsonObject } from '@deskbook/policies';

/**
 * A JSON Schema, written with the builders below. Beside the standard keywords it may carry some of our own, which
 * `editorSchema` leaves out or translates, and which make better messages:
 *
 * - `by`: the keys that choose this alternative of an `anyOf`; `[]` takes every mapping.
 * - `expects`: what a pattern wants, in words.
 * - `missing`: why a required key is required.
 * - `demands`: keys that are required where another key has one of some values.
 * - `oneKeyOf`, `anyKeyOf`: exactly or at least one of these keys must be there.
 * - `later`: the key belongs to the language, and this version does not have what it needs.
 * - `typed`: this is for editors; the checker looks at it later, when it knows the types of facts.
 */
export type Schema = JsonObject;

type Properties = { readonly [key: string]: Schema };

/** A mapping with these keys and no others. A key that ends in `?` may be left out. */
export function record(description: string, properties: Properties, more: Schema = {}): Schema {
  const known: Record<string, Schema> = {};
  const required: string[] = [];
  for (const [key, schema] of Object.entries(properties)) {
    const name = key.endsWith('?') ? key.slice(0, -1) : key;
    known[name] = schema;
    if (name === key) required.push(name);
  }
  return { type: 'object', description, properties: known, required, additionalProperties: false, ...more };
}

/** A mapping whose keys are the author's own names. */
export function map(description: string, of: Schema, more: Schema = {}): Schema {
  return { type: 'object', description, additionalProperties: of, ...more };
}

/** A list. */
export function list(description: string, items: Schema, more: Schema = {}): Schema {
  return { type: 'array', description, items, ...more };
}

/** One text, or a list of them: `a` for `[a]`. */
export function oneOrMany(description: string, item: Schema): Schema {
  return { description, anyOf: [item, { type: 'array', items: item, minItems: 1 }] };
}

/** A text. */
export function text(description: string, more: Schema = {}): Schema {
  return { type: 'string', description, ...more };
}

/** One of these words. */
export function word(description: string, words: readonly string[], more: Schema = {}): Schema {
  return { type: 'string', description, enum: words, ...more };
}

/** A whole number, at least `minimum`. */
export function whole(description: string, minimum: number, more: Schema = {}): Schema {
  return { type: 'integer', description, minimum, ...more };
}

/** `true` or `false`. */
export function flag(description: string): Schema {
  return { type: 'boolean', description };
}

/** One of several forms, told apart by type (text, list, mapping …) and, among mappings, by the keys in `by`. */
export function either(description: string, ...anyOf: readonly Schema[]): Schema {
  return { description, anyOf };
}

/** Any JSON value. */
export function anything(description: string, more: Schema = {}): Schema {
  return { description, ...more };
}

/** A shape that has a name (see `named-schemas.ts`), with its own description where it stands. */
export function ref(name: string, description?: string): Schema {
  return description === undefined ? { $ref: `#/$defs/${name}` } : { $ref: `#/$defs/${name}`, description };
}

/** A key of the language that this version of Deskbook cannot honour yet, so that it refuses it. */
export function later(what: string): Schema {
  return { description: `Needs ${what}, which this version does not have.`, later: what };
}
