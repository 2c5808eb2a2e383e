import type { Json, JsonObject } from '@deskbook/policies';

/** What a compiled value must look like: null where it does, otherwise the JSON Pointer of what does not. */
export type Expectation = (value: Json | undefined, pointer: string) => string | null;

export const text: Expectation = (value, pointer) => (typeof value === 'string' ? null : pointer);
export const number: Expectation = (value, pointer) => (typeof value === 'number' ? null : pointer);
export const flag: Expectation = (value, pointer) => (typeof value === 'boolean' ? null : pointer);
export const json: Expectation = (value, pointer) => (value === undefined ? pointer : null);

/** One of these literals. */
export function word(...words: readonly Json[]): Expectation {
  return (value, pointer) => (value !== undefined && words.includes(value) ? null : pointer);
}

export function nullable(of: Expectation): Expectation {
  return (value, pointer) => (value === null ? null : of(value, pointer));
}

export function list(of: Expectation): Expectation {
  return (value, pointer) => {
    if (!Array.isArray(value)) return pointer;
    return firstOf(
      value.map((item: Json, index) => [item, `${pointer}/${index}`] as const),
      of,
    );
  };
}

/** An object whose keys are names. */
export function map(of: Expectation): Expectation {
  return (value, pointer) => {
    if (!isObject(value)) return pointer;
    return firstOf(
      Object.entries(value).map(([key, item]) => [item, `${pointer}/${key}`] as const),
      of,
    );
  };
}

/** An object with these keys and no others; a key that ends in `?` may be absent. */
export function record(fields: { readonly [key: string]: Expectation }): Expectation {
  const expected = new Map(
    Object.entries(fields).map(([key, of]) => [key.replace(/\?$/, ''), { of, optional: key.endsWith('?') }]),
  );
  return (value, pointer) => {
    if (!isObject(value)) return pointer;
    const stranger = Object.keys(value).find((key) => !expected.has(key));
    if (stranger !== undefined) return `${pointer}/${stranger}`;
    for (const [key, { of, optional }] of expected) {
      const wrong = optional && !Object.hasOwn(value, key) ? null : of(value[key], `${pointer}/${key}`);
      if (wrong !== null) return wrong;
    }
    return null;
  };
}

/** An object told apart by the literal under `tag`: `{ kind: 'all', … }`. Each alternative lists its other keys. */
export function tagged(
  tag: string,
  alternatives: { readonly [literal: string]: { readonly [key: string]: Expectation } },
): Expectation {
  const records = new Map(
    Object.entries(alternatives).map(([literal, fields]) => [literal, record({ ...fields, [tag]: word(literal) })]),
  );
  return (value, pointer) => {
    const literal = isObject(value) ? value[tag] : undefined;
    const chosen = typeof literal === 'string' ? records.get(literal) : undefined;
    return chosen === undefined ? pointer : chosen(value, pointer);
  };
}

/** The first alternative that fits; where none does, the value itself is at fault. */
export function either(...alternatives: readonly Expectation[]): Expectation {
  return (value, pointer) => (alternatives.some((of) => of(value, pointer) === null) ? null : pointer);
}

/** An expectation that speaks of itself. */
export function lazy(of: () => Expectation): Expectation {
  return (value, pointer) => of()(value, pointer);
}

function firstOf(items: readonly (readonly [Json, string])[], of: Expectation): string | null {
  for (const [item, pointer] of items) {
    const wrong = of(item, pointer);
    if (wrong !== null) return wrong;
  }
  return null;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
