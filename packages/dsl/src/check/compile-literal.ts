import type { Json } from '@deskbook/policies';
import { parseInstant } from '@deskbook/policies/conditions';
import type { Field, FieldType } from '../bundle/field.ts';
import { suggestion } from './suggestion.ts';
import { compileMilliseconds } from './compile-duration.ts';
import { describeField } from './describe-field.ts';
import { isRecord } from './is-record.ts';
import { at, type Place } from './place.ts';
import { report } from './report.ts';
import { spell } from './spell.ts';
import { outOfRange } from '../diagnostics/pages/reference/out-of-range.ts';
import { unknownValue } from '../diagnostics/pages/reference/unknown-value.ts';
import { wrongValue } from '../diagnostics/pages/reference/wrong-value.ts';

/**
 * A literal where a field is wanted, in its one spelling: aliases become the value they stand for, lengths of time
 * milliseconds, instants ISO 8601 in UTC. Null (reported) where it does not fit. `name` is what messages call the field.
 */
export function compileLiteral(raw: Json, field: Field, place: Place, name: string): Json | null {
  if (field.type === 'json') return raw;
  if (field.list) return compileList(raw, field, place, name);
  if (raw === null) {
    report(place, wrongValue, `\`${name}\` has no value here`, {
      help: 'to ask whether there is one, write `{ known: false }`',
    });
    return null;
  }
  const value = field.type === 'duration' ? compileMilliseconds(raw, place) : canonical(raw, field);
  if (field.type === 'duration') return value;
  if (value === null) return refuse(raw, field, place, name);
  return checkRange(value, field, place, name) ? value : null;
}

function compileList(raw: Json, field: Field, place: Place, name: string): Json | null {
  if (!Array.isArray(raw)) return refuse(raw, field, place, name);
  const item: Field = { ...field, list: false };
  const values = raw.map((value: Json, index) => compileLiteral(value, item, at(place, index), name));
  return values.includes(null) ? null : values;
}

/** The value in its one spelling, or null where it is not of the field's type or not among its values. */
function canonical(raw: Json, field: Field): Json | null {
  if (field.oneOf !== undefined) {
    if (typeof raw === 'string' && field.also !== undefined && Object.hasOwn(field.also, raw))
      return field.also[raw] ?? null;
    return field.oneOf.includes(raw) ? raw : null;
  }
  return readers[field.type](raw);
}

const asText = (raw: Json): Json | null => (typeof raw === 'string' ? raw : null);

const readers: { readonly [type in FieldType]: (raw: Json) => Json | null } = {
  text: asText,
  person: asText,
  asset: asText,
  ticket: asText,
  request: asText,
  approval: asText,
  decision: asText,
  file: asText,
  integer: (raw) => (Number.isSafeInteger(raw) ? raw : null),
  number: (raw) => (typeof raw === 'number' ? raw : null),
  yes_no: (raw) => (typeof raw === 'boolean' ? raw : null),
  date: (raw) => (typeof raw === 'string' && raw.length === 10 && parseInstant(raw) !== undefined ? raw : null),
  time: instant,
  duration: () => null,
  json: (raw) => raw,
  record: (raw) => (isRecord(raw) ? raw : null),
};

/** An instant with its zone, in UTC with milliseconds. */
function instant(raw: Json): string | null {
  const milliseconds = typeof raw === 'string' && raw.includes('T') ? parseInstant(raw) : undefined;
  return milliseconds === undefined ? null : new Date(milliseconds).toISOString();
}

function refuse(raw: Json, field: Field, place: Place, name: string): null {
  const written = typeof raw === 'string' ? raw : JSON.stringify(raw);
  const help = remedy(raw, field);
  const message =
    field.oneOf === undefined || field.list
      ? `\`${written}\` is not ${describeField(field)}, as \`${name}\` is`
      : `\`${name}\` has no value \`${written}\``;
  report(place, field.oneOf === undefined ? wrongValue : unknownValue, message, { help });
  return null;
}

function remedy(raw: Json, field: Field): string | null {
  if (field.list) return 'write a list';
  if (typeof raw === 'object') return null;
  if (field.oneOf !== undefined) {
    return suggestion(spell(raw), [...field.oneOf.map(spell), ...Object.keys(field.also ?? {})]);
  }
  if (field.type === 'yes_no') return 'write `true` or `false`';
  if (field.type === 'time') return 'write an instant with its zone, such as `2026-03-27T14:00:00+01:00`';
  if (field.type === 'date') return 'write a day such as `2026-12-31`';
  if (typeof raw === 'number' || typeof raw === 'boolean') return `quote it: \`'${spell(raw)}'\``;
  return null;
}

function checkRange(value: Json, field: Field, place: Place, name: string): boolean {
  if (typeof value !== 'number') return true;
  if (field.min !== undefined && value < field.min) return refuseRange(value, `at least ${field.min}`, place, name);
  if (field.max !== undefined && value > field.max) return refuseRange(value, `at most ${field.max}`, place, name);
  return true;
}

function refuseRange(value: number, bound: string, place: Place, name: string): false {
  report(place, outOfRange, `\`${name}\` is ${bound}, and ${value} is not`);
  return false;
}
