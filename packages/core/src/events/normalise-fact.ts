import type { Field, FieldType, Fields } from '@deskbook/dsl/bundle';
import { type Json, type JsonObject, compilePattern, parseInstant } from '@deskbook/policies';
import { secretMark } from '../execution/secret-fields.ts';

/** A fact as the bundle's vocabulary wants it, or why it cannot be one. `path` is where in the fact. */
export type NormalFact =
  | { readonly ok: true; readonly value: Json }
  | { readonly ok: false; readonly path: string; readonly message: string };

/**
 * One fact, in the bundle's spelling: other spellings become the one in `one_of`, numbers become the text of an id, times an
 * instant in UTC. Null says there is none, and is fine anywhere.
 */
export function normaliseFact(field: Field, value: Json, path: string): NormalFact {
  if (value === null) return { ok: true, value };
  if (!field.list) return normaliseOne(field, value, path);
  if (!Array.isArray(value)) return wrong(path, 'is not a list');
  const items: Json[] = [];
  for (const [index, item] of (value as readonly Json[]).entries()) {
    const normal = normaliseOne(field, item, `${path}.${index}`);
    if (!normal.ok) return normal;
    items.push(normal.value);
  }
  return { ok: true, value: items };
}

/** A record of facts. One that its type does not know is refused; of one that is secret only that there was one is kept. */
export function normaliseRecord(fields: Fields, record: JsonObject, path: string): NormalFact {
  const normal: [string, Json][] = [];
  for (const [name, value] of Object.entries(record)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field === undefined) return wrong(`${path}.${name}`, 'is not a fact of this bundle');
    const fact = normaliseFact(field, value, `${path}.${name}`);
    if (!fact.ok) return fact;
    normal.push([name, field.secret && fact.value !== null ? secretMark : fact.value]);
  }
  return { ok: true, value: Object.fromEntries(normal) };
}

const wrong = (path: string, message: string): NormalFact => ({ ok: false, path, message });

function normaliseOne(field: Field, given: Json, path: string): NormalFact {
  if (field.type === 'record') {
    return isRecord(given) ? normaliseRecord(field.fields ?? {}, given, path) : wrong(path, 'is not a record');
  }
  const value = typed(field.type, respelled(field, given));
  if (value === undefined) return wrong(path, `is no ${field.type}`);
  if (field.oneOf !== undefined && !field.oneOf.includes(value)) {
    return wrong(path, `is ${JSON.stringify(given)}, and none of ${JSON.stringify(field.oneOf)}`);
  }
  const problem = outOfBounds(field, value);
  return problem === null ? { ok: true, value } : wrong(path, problem);
}

const respelled = (field: Field, given: Json): Json =>
  field.also !== undefined && typeof given !== 'object' && Object.hasOwn(field.also, String(given))
    ? (field.also[String(given)] ?? given)
    : given;

/** The value as one of the type, or `undefined`. Ids that a vendor writes as numbers are texts here. */
function typed(type: FieldType, value: Json): Json | undefined {
  switch (type) {
    case 'integer':
      return Number.isSafeInteger(value) ? value : undefined;
    case 'number':
    case 'duration':
      return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
    case 'yes_no':
      return typeof value === 'boolean' ? value : undefined;
    case 'time':
      return instant(value);
    case 'date':
      return isDate(value) ? value : undefined;
    case 'json':
    case 'record':
      return value;
    case 'text':
    case 'file':
    case 'person':
    case 'asset':
    case 'ticket':
    case 'request':
    case 'approval':
    case 'decision':
      if (typeof value === 'number') return String(value);
      return typeof value === 'string' ? value.toWellFormed() : undefined;
  }
}

const isDate = (value: Json): boolean =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/u.test(value) && parseInstant(value) !== undefined;

function instant(value: Json): string | undefined {
  const milliseconds = typeof value === 'string' ? parseInstant(value) : undefined;
  return milliseconds === undefined ? undefined : new Date(milliseconds).toISOString();
}

function outOfBounds(field: Field, value: Json): string | null {
  const size = typeof value === 'string' ? value.length : value;
  if (typeof size === 'number') {
    if (field.min !== undefined && size < field.min) return `is less than ${field.min}`;
    if (field.max !== undefined && size > field.max) return `is more than ${field.max}`;
  }
  if (field.pattern === undefined || typeof value !== 'string') return null;
  const pattern = compilePattern(field.pattern);
  return pattern.ok && pattern.pattern.testWhole(value) ? null : 'does not have the form it must have';
}

const isRecord = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
