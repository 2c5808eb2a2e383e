import type { Json, JsonObject } from '@deskbook/policies';
import type { Field, Fields, FieldType } from './field.ts';

/**
 * The JSON Schema (2020-12) of a record with these fields: what an input, an output or a filled-in form must look like. Nothing
 * undeclared is taken. Fields that are optional, have a default, or are only asked for under a condition may be absent.
 * Patterns are RE2's and anchored: validate with `linearPattern`.
 *
 * @example
 * const schema = jsonSchemaOf(workflow.input);
 * // { type: 'object', properties: { … }, required: ['ticket'], additionalProperties: false }
 */
export function jsonSchemaOf(fields: Fields): JsonObject {
  const entries = Object.entries(fields);
  const required = entries.filter(([, field]) => isRequired(field)).map(([name]) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(entries.map(([name, field]) => [name, schemaOf(field)])),
    required,
    additionalProperties: false,
  };
}

function isRequired({ optional, when, default: fallback }: Field): boolean {
  return !optional && when === undefined && fallback === undefined;
}

function schemaOf(field: Field): JsonObject {
  const one = { ...typeSchemas[field.type], ...recordOf(field), ...boundsOf(field), ...choiceOf(field) };
  return { ...(field.list ? { type: 'array', items: one } : one), ...notesOf(field) };
}

const id: JsonObject = { type: 'string', minLength: 1 };

const typeSchemas: { readonly [type in FieldType]: JsonObject } = {
  text: { type: 'string' },
  integer: { type: 'integer' },
  number: { type: 'number' },
  yes_no: { type: 'boolean' },
  date: { type: 'string', format: 'date', pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$' },
  time: {
    type: 'string',
    format: 'date-time',
    pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})$',
  },
  duration: { type: 'number', minimum: 0 },
  file: id,
  json: {},
  person: id,
  asset: id,
  ticket: id,
  request: id,
  approval: id,
  decision: { type: 'string', enum: ['ALLOWED', 'DENIED', 'REQUIRES_APPROVAL', 'MISSING'] },
  record: { type: 'object' },
};

function recordOf({ type, fields }: Field): JsonObject {
  return type === 'record' && fields !== undefined ? jsonSchemaOf(fields) : {};
}

/** Bounds are of a number's value and of a text's length. */
function boundsOf({ type, min, max, pattern }: Field): JsonObject {
  const isText = type === 'text';
  const isNumber = type === 'integer' || type === 'number' || type === 'duration';
  if (!isText && !isNumber) return {};
  return {
    ...(min === undefined ? {} : { [isText ? 'minLength' : 'minimum']: min }),
    ...(max === undefined ? {} : { [isText ? 'maxLength' : 'maximum']: max }),
    ...(pattern === undefined || !isText ? {} : { pattern: `^(?:${pattern})$` }),
  };
}

function choiceOf({ oneOf }: Field): JsonObject {
  return oneOf === undefined ? {} : { enum: oneOf };
}

/** What people and tools are told, which decides nothing. */
function notesOf({ label, secret, default: fallback }: Field): JsonObject {
  const title = label === undefined ? undefined : Object.values(label)[0];
  const notes: Record<string, Json> = {};
  if (title !== undefined) notes['title'] = title;
  if (secret) notes['writeOnly'] = true;
  if (fallback !== undefined) notes['default'] = fallback;
  return notes;
}
