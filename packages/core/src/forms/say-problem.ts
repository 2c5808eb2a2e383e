import type { ErrorObject } from 'ajv';

/** One field that was not filled in as it must be. `field` is empty where the form as a whole is meant. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/** What a value of a type is called by people. */
const kinds: { readonly [type: string]: string } = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'yes or no',
  array: 'a list',
  object: 'a record',
};

/** What a text of a fixed form looks like. */
const forms: { readonly [format: string]: string } = {
  date: 'must be a date such as 2026-03-27',
  'date-time': 'must be a time with its zone, such as 2026-03-27T14:00:00+01:00',
};

type Details = { readonly [name: string]: unknown };

/** What each mistake is, in words for the person who made it. */
const messages: { readonly [keyword: string]: (params: Details, schema: Details) => string } = {
  required: () => 'must be filled in',
  additionalProperties: () => 'is not part of this form',
  type: ({ type }) => `must be ${kinds[String(type)]}`,
  minLength: ({ limit }) => (limit === 1 ? 'must not be empty' : `must have at least ${String(limit)} characters`),
  maxLength: ({ limit }) => `must have at most ${characters(limit)}`,
  minimum: ({ limit }) => `must be at least ${String(limit)}`,
  maximum: ({ limit }) => `must be at most ${String(limit)}`,
  pattern: (_, { format }) => forms[String(format)] ?? 'does not have the form that is asked for',
};

const characters = (limit: unknown): string => (limit === 1 ? '1 character' : `${String(limit)} characters`);

/** What a validator found, as the person who filled in the form is told it. */
export function sayProblem({ keyword, params, instancePath, parentSchema }: ErrorObject): FieldProblem {
  const { missingProperty, additionalProperty }: Details = params;
  const names = [...instancePath.split('/'), missingProperty, additionalProperty];
  const field = names.filter((part) => typeof part === 'string' && part !== '').join('.');
  return { field, message: messages[keyword]?.(params, { ...parentSchema }) ?? 'is not one of the offered values' };
}
