import type { Json } from '@deskbook/policies';

/** Types of JSON values, as JSON Schema calls them. */
export type JsonType = 'string' | 'number' | 'integer' | 'boolean' | 'null' | 'array' | 'object';

/** Keys that are required where another key has one of some values. */
export type Demand = {
  readonly key: string;
  readonly in: readonly Json[];
  readonly keys: readonly string[];
};

/** Schemas of keys, by key. */
export type Properties = { readonly [key: string]: Schema };

/**
 * The shape of a value, in the keywords of JSON Schema that the language needs, written with the builders below. The keywords
 * after `anyOf` are our own, which `editorSchema` leaves out or says in standard ones, and which make better messages.
 */
export type Schema = {
  readonly $ref?: string;
  readonly description?: string;
  readonly examples?: readonly Json[];
  readonly type?: JsonType | readonly JsonType[];
  readonly const?: Json;
  readonly enum?: readonly Json[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly properties?: Properties;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly propertyNames?: Schema;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly dependentRequired?: { readonly [key: string]: readonly string[] };
  /** Several forms: the value's type chooses, and among mappings the keys in `by`. */
  readonly anyOf?: readonly Schema[];

  /** The keys that choose this form of mapping; none: it is the form of every mapping that no other takes. */
  readonly by?: readonly string[];
  /** What a pattern wants, in words. */
  readonly expects?: string;
  /** Why a required key is required. */
  readonly missing?: string;
  /** Keys that are required where another key has one of some values. */
  readonly demands?: readonly Demand[];
  /** Exactly, or at least, one of these keys must be there. */
  readonly oneKeyOf?: readonly string[];
  readonly anyKeyOf?: readonly string[];
  /** The key belongs to the language; this version lacks what it needs. */
  readonly later?: string;
  /** For editors alone: the checker looks at it later, when it knows the types of facts. */
  readonly typed?: true;
};

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
