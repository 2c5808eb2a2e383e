import type { Json, JsonObject } from '@deskbook/policies';
import type { Field, Fields, FieldType } from '../bundle/field.ts';
import type { FieldsShape } from '../shape/notation.ts';
import { compileWhen } from './compile-condition.ts';
import { compilePath } from './compile-path.ts';
import { describeField } from './describe-field.ts';
import { exactPath } from './exact-path.ts';
import { compileLiteral } from './compile-literal.ts';
import { compileText } from './compile-text.ts';
import { checkDefault, checkFieldKeys } from './field-keys.ts';
import { assignable } from './field-fit.ts';
import { patternProblem } from './pattern-problem.ts';
import { isRecord } from './is-record.ts';
import { at, type Place } from './place.ts';
import { plainField } from './plain-field.ts';
import { report } from './report.ts';
import { suggestion } from './suggestion.ts';
import { reportUnread } from './unread-template.ts';
import { spell } from './spell.ts';
import { invalidPattern } from '../diagnostics/pages/reference/invalid-pattern.ts';
import { mixedOperand } from '../diagnostics/pages/reference/mixed-operand.ts';
import { unknownType } from '../diagnostics/pages/reference/unknown-type.ts';
import { wrongType } from '../diagnostics/pages/reference/wrong-type.ts';

/** The types a field may have. */
export const fieldTypes: readonly FieldType[] = [
  'text', 'integer', 'number', 'yes_no', 'date', 'time', 'duration', 'file', 'json',
  'person', 'asset', 'ticket', 'request', 'approval', 'decision', 'record',
]; // prettier-ignore

/** Named fields as written: in facts, inputs, outputs, forms, arguments and `needs`. A field that is wrong is reported and left out. */
export function compileFields(raw: FieldsShape | Json | undefined, place: Place): Fields {
  const fields: { [name: string]: Field } = {};
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return fields;
  for (const [name, value] of Object.entries(raw as JsonObject)) {
    const field = compileField(value, at(place, name));
    if (field !== null) fields[name] = field;
  }
  return fields;
}

/** One field as written: a type's name, or a mapping of what is known of it. */
export function compileField(raw: Json, place: Place): Field | null {
  const written: JsonObject = isRecord(raw) ? raw : { type: raw };
  const type = compileType(written, place);
  if (type === null) return null;
  const field: Field = {
    ...plainField(type, { list: written.list === true, optional: written.optional === true }),
    personal: written.personal === true,
    secret: written.secret === true,
    future: written.future === true,
    ...valuesOf(written, type),
    ...boundsOf(written),
    ...patternOf(written, place),
    ...(isRecord(written.fields) ? { fields: compileFields(written.fields, at(place, 'fields')) } : {}),
  };
  checkFieldKeys(written, field, place);
  return { ...field, ...defaultOf(written, field, place), ...asked(written, field, place) };
}

function compileType(written: JsonObject, place: Place): FieldType | null {
  if (written.type === undefined) return typeOfValues(written);
  const type = fieldTypes.find((candidate) => candidate === written.type);
  if (type !== undefined) return type;
  const name = spell(written.type);
  const help = suggestion(name, fieldTypes) ?? `the types are ${fieldTypes.join(', ')}`;
  report(
    isRecord(place.definition.data) && written.type !== undefined ? place : place,
    unknownType,
    `there is no type \`${name}\``,
    { help },
  );
  return null;
}

/** The type `one_of` implies where none is written; `text` otherwise. */
function typeOfValues(written: JsonObject): FieldType {
  const values = Array.isArray(written.one_of) ? written.one_of : [];
  if (values.length === 0) return 'text';
  if (values.every((value: Json) => typeof value === 'boolean')) return 'yes_no';
  if (values.every((value: Json) => Number.isSafeInteger(value))) return 'integer';
  return values.every((value: Json) => typeof value === 'number') ? 'number' : 'text';
}

function valuesOf(written: JsonObject, type: FieldType): Pick<Field, 'oneOf' | 'also'> {
  if (type === 'record' || !Array.isArray(written.one_of)) return {};
  return { oneOf: written.one_of, ...(isRecord(written.also) ? { also: written.also } : {}) };
}

function boundsOf(written: JsonObject): Pick<Field, 'min' | 'max'> {
  return {
    ...(typeof written.min === 'number' ? { min: written.min } : {}),
    ...(typeof written.max === 'number' ? { max: written.max } : {}),
  };
}

function patternOf(written: JsonObject, place: Place): Pick<Field, 'pattern'> {
  if (typeof written.pattern !== 'string') return {};
  const reason = patternProblem(written.pattern);
  if (reason === null) return { pattern: written.pattern };
  report(at(place, 'pattern'), invalidPattern, `\`${written.pattern}\` is not a pattern of RE2: ${reason}`, {
    help: 'RE2 has no look-around and no back-references',
  });
  return {};
}

function defaultOf(written: JsonObject, field: Field, place: Place): Pick<Field, 'default'> {
  if (written.default === undefined) return {};
  const value = compileLiteral(written.default, field, at(place, 'default'), 'default');
  if (value !== null) checkDefault(value, field, at(place, 'default'));
  if (value !== null) reportUnread(written.default, at(place, 'default'));
  return value === null ? {} : { default: value };
}

function asked(written: JsonObject, field: Field, place: Place): Pick<Field, 'when' | 'label' | 'options'> {
  const when = compileWhen(written.when, at(place, 'when'));
  const label = written.label === undefined ? null : compileText(written.label, at(place, 'label'));
  return {
    ...(when === null ? {} : { when }),
    ...(label === null ? {} : { label }),
    ...optionsOf(written, field, place),
  };
}

/** Where offered values come from: exactly one `{{path}}` to a list of what the field holds. */
function optionsOf(written: JsonObject, field: Field, place: Place): Pick<Field, 'options'> {
  if (written.options === undefined) return {};
  const optionsPlace = at(place, 'options');
  const path = exactPath(written.options);
  const fact = path === null ? null : compilePath(path, optionsPlace);
  if (path === null) report(optionsPlace, mixedOperand, '`options` is exactly one `{{path}}` to a list');
  else if (fact !== null && fact.type !== 'json' && !fact.list) {
    report(optionsPlace, wrongType, `\`${path}\` is ${describeField(fact)}, and options come from a list`);
  } else if (fact !== null && !assignable({ ...fact, list: false }, { ...field, list: false })) {
    const one = describeField({ ...field, list: false });
    report(optionsPlace, wrongType, `\`${path}\` is ${describeField(fact)}, and the field holds ${one}`);
  }
  return path === null ? {} : { options: path };
}
