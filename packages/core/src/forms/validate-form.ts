import { evaluate } from '@deskbook/policies/conditions';
import type { Facts, Json, JsonObject, Truth } from '@deskbook/policies';
import { jsonSchemaOf, linearPattern } from '@deskbook/dsl/bundle';
import type { Fields } from '@deskbook/dsl/bundle';
import { Ajv } from 'ajv';
import type { ValidateFunction } from 'ajv';
import { cleanValues } from './clean-values.ts';
import { type FieldProblem, sayProblem } from './say-problem.ts';

export type { FieldProblem } from './say-problem.ts';

export type FormResult =
  | { readonly ok: true; readonly form: JsonObject }
  | { readonly ok: false; readonly fields: readonly FieldProblem[] };

/** What a form is held against besides its fields. */
export interface FormOccasion {
  /** Offered values of fields with `options`; a field that has `options` and is missing here takes no value at all. */
  readonly options: { readonly [field: string]: readonly Json[] };
  /** ISO 8601: what `future` is measured against. */
  readonly now: string;
  /** What decides whether a field with a `when` is asked for, together with the form itself as `form`. Without, each may be left out. */
  readonly facts?: Facts;
}

/**
 * Holds what a person filled in against the declared fields: nothing undeclared, nothing missing, every value of its type, within
 * its bounds, and among those that were offered. Defaults are filled in. A field whose `when` fails must be left out; where it is
 * undecided, it may be. The one gate for forms of tasks, questions, services and trees.
 */
export function validateForm(fields: Fields, given: JsonObject, occasion: FormOccasion): FormResult {
  const clean = cleanValues(given);
  if (!clean.ok) return { ok: false, fields: [{ field: '', message: clean.message }] };
  const form = clean.values;
  const asked = askedFor(fields, form, occasion.facts);
  const filled: JsonObject = { ...defaultsOf(fields, asked), ...form };
  const validate = validatorOf(fields);
  validate(filled);
  const problems = [...firstOfEach((validate.errors ?? []).map(sayProblem)), ...conditional(fields, filled, asked)];
  const found =
    problems.length > 0
      ? problems
      : Object.entries(filled).flatMap(([name, value]) => offered(fields, name, value, occasion));
  return found.length > 0 ? { ok: false, fields: found } : { ok: true, form: filled };
}

/** Whether each field with a `when` is asked for, over the form as it was filled in, with the defaults of the others. */
function askedFor(fields: Fields, form: JsonObject, facts: Facts | undefined): ReadonlyMap<string, Truth> {
  const filled = { ...defaultsOf(fields, new Map()), ...form };
  return new Map(
    Object.entries(fields).flatMap(([name, { when }]) =>
      when === undefined || facts === undefined
        ? []
        : [[name, evaluate(when, { ...facts, form: filled }).truth] as const],
    ),
  );
}

function defaultsOf(fields: Fields, asked: ReadonlyMap<string, Truth>): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) =>
      field.default === undefined || asked.get(name) === 'fails' ? [] : [[name, field.default]],
    ),
  );
}

/** What a schema cannot say of fields with a `when`. */
function conditional(fields: Fields, filled: JsonObject, asked: ReadonlyMap<string, Truth>): readonly FieldProblem[] {
  return [...asked].flatMap(([name, truth]) => {
    const given = Object.hasOwn(filled, name);
    if (given && truth === 'fails') return [{ field: name, message: 'is not asked for here' }];
    const isMissing = !given && truth === 'holds' && fields[name]?.optional === false;
    return isMissing ? [{ field: name, message: 'must be filled in' }] : [];
  });
}

/** One thing at a time: what follows from a value of the wrong type says nothing more. */
function firstOfEach(problems: readonly FieldProblem[]): readonly FieldProblem[] {
  return [...new Map(problems.toReversed().map((problem) => [problem.field, problem])).values()].toReversed();
}

/** Compiled once for a set of fields: they come from a checked bundle and live as long as it does. */
const validators = new WeakMap<Fields, ValidateFunction>();

function validatorOf(fields: Fields): ValidateFunction {
  const known = validators.get(fields);
  if (known) return known;
  const compiled = new Ajv({
    allErrors: true,
    strict: true,
    verbose: true,
    validateFormats: false,
    // What the schema is made of was checked with the bundle. To hold it against the schema of schemas takes longer than all the rest.
    meta: false,
    validateSchema: false,
    code: { regExp: linearPattern },
  }).compile(jsonSchemaOf(fields));
  validators.set(fields, compiled);
  return compiled;
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
