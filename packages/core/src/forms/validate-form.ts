import type { Json, JsonObject } from '@deskbook/policies';
import { jsonSchemaOf, linearPattern } from '@deskbook/dsl/bundle';
import type { Fields } from '@deskbook/dsl/bundle';
import { Ajv } from 'ajv';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { cleanValues } from './clean-values.ts';

/** One field that was not filled in as it must be. `field` is empty where the form as a whole is meant. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

export type FormResult =
  | { readonly ok: true; readonly form: JsonObject }
  | { readonly ok: false; readonly fields: readonly FieldProblem[] };

/** What a form is held against besides its fields. */
export interface FormOccasion {
  /** Offered values of fields with `options`; a field that has `options` and is missing here takes no value at all. */
  readonly options: { readonly [field: string]: readonly Json[] };
  /** ISO 8601: what `future` is measured against. */
  readonly now: string;
}

/**
 * Holds what a person filled in against the declared fields: nothing undeclared, nothing missing, every value of its type, within
 * its bounds, and among those that were offered. Defaults are filled in. The one gate for forms of tasks, questions, services and trees.
 */
export function validateForm(fields: Fields, form: JsonObject, occasion: FormOccasion): FormResult {
  const clean = cleanValues(form);
  if (!clean.ok) return { ok: false, fields: [{ field: '', message: clean.message }] };
  const filled: JsonObject = { ...defaultsOf(fields), ...clean.values };
  const validate = validatorOf(fields);
  validate(filled);
  const problems = (validate.errors ?? []).map(problemOf);
  const found =
    problems.length > 0
      ? problems
      : Object.entries(filled).flatMap(([name, value]) => offered(fields, name, value, occasion));
  return found.length > 0 ? { ok: false, fields: found } : { ok: true, form: filled };
}

function defaultsOf(fields: Fields): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) => (field.default === undefined ? [] : [[name, field.default]])),
  );
}

/** Compiled once for a set of fields: they come from a checked bundle and live as long as it does. */
const validators = new WeakMap<Fields, ValidateFunction>();

function validatorOf(fields: Fields): ValidateFunction {
  const known = validators.get(fields);
  if (known) return known;
  const compiled = new Ajv({
    allErrors: true,
    strict: true,
    validateFormats: false,
    code: { regExp: linearPattern },
  }).compile(jsonSchemaOf(fields));
  validators.set(fields, compiled);
  return compiled;
}

/** What Ajv calls a mistake, in words for the person who made it. */
const messages: { readonly [keyword: string]: string } = {
  required: 'must be filled in',
  additionalProperties: 'is not part of this form',
  enum: 'is not one of the offered values',
  const: 'is not one of the offered values',
};

function problemOf({ keyword, params, instancePath, message }: ErrorObject): FieldProblem {
  const { missingProperty, additionalProperty }: { readonly [name: string]: unknown } = params;
  const names = [...instancePath.split('/'), missingProperty, additionalProperty];
  const field = names.filter((part) => typeof part === 'string' && part !== '').join('.');
  return { field, message: messages[keyword] ?? String(message) };
}

/** Beyond what a schema can say: only what was offered, and times still to come. Every field is declared by now. */
function offered(fields: Fields, name: string, value: Json, occasion: FormOccasion): readonly FieldProblem[] {
  const field = fields[name];
  const values = Array.isArray(value) ? value : [value];
  if (field?.options !== undefined) {
    const among = Object.hasOwn(occasion.options, name) && occasion.options[name];
    if (!among || !values.every((each) => among.includes(each)))
      return [{ field: name, message: 'is not one of the offered values' }];
  }
  if (field?.future && !values.every((each) => typeof each === 'string' && Date.parse(each) > Date.parse(occasion.now)))
    return [{ field: name, message: 'must lie in the future' }];
  return [];
}
