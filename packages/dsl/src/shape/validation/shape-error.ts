import type { ErrorObject } from 'ajv';
import type { Json, JsonObject } from '@deskbook/policies';

/** What the checker knows of the schema an error is about. See `Schema` for our own keywords. */
export interface ErrorSchema {
  readonly properties?: { readonly [key: string]: { readonly missing?: string } };
  readonly propertyNames?: { readonly expects?: string };
  readonly expects?: string;
  /** The keys that chose this form of mapping, and those that would have chosen another. */
  readonly chosenBy?: readonly string[];
  readonly rivals?: readonly string[];
}

/** An error of the checker: a keyword of the schema that the value at `pointer` does not satisfy. */
export interface ShapeError {
  readonly keyword: string;
  /** The keyword's own value. */
  readonly operand: Json;
  readonly schema: ErrorSchema;
  readonly params: JsonObject;
  readonly pointer: string;
  readonly value: Json;
  /** Whether it is about the name of a key. */
  readonly ofName: boolean;
}

/** Takes an error out of the library's form, which leaves types open. */
export function shapeError(error: ErrorObject): ShapeError {
  return {
    keyword: error.keyword,
    operand: error.schema as Json,
    schema: (error.parentSchema ?? {}) as ErrorSchema,
    params: error.params as JsonObject,
    pointer: error.instancePath,
    value: error.data as Json,
    ofName: error.propertyName !== undefined,
  };
}

/** A parameter of an error, as text. */
export function parameter(error: ShapeError, name: string): string {
  const value = error.params[name];
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The keyword's value as texts: types or keys. */
export function wordsOf(operand: Json): readonly string[] {
  const words: readonly Json[] = Array.isArray(operand) ? operand : [operand];
  return words.map((word) => (typeof word === 'string' ? word : JSON.stringify(word)));
}
