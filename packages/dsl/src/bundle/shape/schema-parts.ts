import type { Json, JsonObject } from '@deskbook/policies';

/** A JSON Schema (draft 7) of a part of a compiled bundle. */
export type Schema = JsonObject;

export const text: Schema = { type: 'string' };
export const number: Schema = { type: 'number' };
export const flag: Schema = { type: 'boolean' };
/** Anything, as long as it is there. */
export const json: Schema = {};

/** One of these literals. */
export function word(...words: readonly Json[]): Schema {
  return { enum: words };
}

export function nullable(of: Schema): Schema {
  return { anyOf: [{ type: 'null' }, of] };
}

export function list(of: Schema): Schema {
  return { type: 'array', items: of };
}

/** An object whose keys are names. */
export function map(of: Schema): Schema {
  return { type: 'object', additionalProperties: of };
}

/** An object with these keys and no others; a key that ends in `?` may be absent. */
export function record(fields: { readonly [key: string]: Schema }): Schema {
  const properties = Object.entries(fields).map(([key, of]): [string, Schema] => [key.replace(/\?$/, ''), of]);
  const required = Object.keys(fields).filter((key) => !key.endsWith('?'));
  return { type: 'object', additionalProperties: false, required, properties: Object.fromEntries(properties) };
}

/** An object told apart by the literal under `tag`: `{ kind: 'all', … }`. Each alternative lists its other keys. */
export function tagged(
  tag: string,
  alternatives: { readonly [literal: string]: { readonly [key: string]: Schema } },
): Schema {
  const oneOf = Object.entries(alternatives).map(([literal, fields]) =>
    record({ ...fields, [tag]: { const: literal } }),
  );
  return { type: 'object', discriminator: { propertyName: tag }, required: [tag], oneOf };
}

/** Any of these. */
export function either(...alternatives: readonly Schema[]): Schema {
  return { anyOf: alternatives };
}

/** A shape that speaks of itself, by its name among the definitions. */
export function named(name: string): Schema {
  return { $ref: `#/definitions/${name}` };
}
