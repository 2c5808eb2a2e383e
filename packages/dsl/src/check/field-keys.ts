import type { Json, JsonObject } from '@deskbook/policies';
import { compilePattern } from '@deskbook/policies/conditions';
import type { Field, FieldType } from '../bundle/field.ts';
import { idleKey } from '../diagnostics/pages/reference/idle-key.ts';
import { outOfRange } from '../diagnostics/pages/reference/out-of-range.ts';
import { unknownValue } from '../diagnostics/pages/reference/unknown-value.ts';
import { wrongValue } from '../diagnostics/pages/reference/wrong-value.ts';
import { compileLiteral } from './compile-literal.ts';
import { describeField } from './describe-field.ts';
import { isRecord } from './is-record.ts';
import { at, type Place } from './place.ts';
import { plainField } from './plain-field.ts';
import { report } from './report.ts';
import { spell } from './spell.ts';

const bounded: readonly FieldType[] = ['text', 'integer', 'number', 'duration'];
const offered: readonly FieldType[] = ['text', 'person', 'asset', 'ticket', 'request', 'approval'];
const listed: readonly FieldType[] = ['integer', 'number', 'yes_no', 'date', 'time', 'decision', 'json', ...offered];

/** The types for which a key of a field means something. */
const means: { readonly [key: string]: readonly FieldType[] } = {
  pattern: ['text'],
  min: bounded,
  max: bounded,
  future: ['date', 'time'],
  options: offered,
  one_of: listed,
};

/** Texts read records by their ids' types: fields written with a need are those it has besides. */
const recordsIn = ({ definition }: Place): readonly FieldType[] =>
  definition.kind === 'template' ? ['record', 'person', 'asset', 'ticket', 'request', 'approval'] : ['record'];

/** Keys of a field that its type gives no meaning, bounds that no value keeps, and values that are not of its type. */
export function checkFieldKeys(written: JsonObject, field: Field, place: Place): void {
  for (const [key, types] of Object.entries({ ...means, fields: recordsIn(place) })) {
    if (written[key] === undefined || written[key] === false || types.includes(field.type)) continue;
    report(at(place, key), idleKey, `\`${key}\` says nothing about ${describeField(plainField(field.type))}`, {
      on: 'key',
      help: `it is for ${types.map((type) => `\`${type}\``).join(', ')}`,
    });
  }
  if (written['also'] !== undefined && written['one_of'] === undefined) {
    report(at(place, 'also'), idleKey, '`also` says nothing where there is no `one_of`', { on: 'key' });
  }
  checkBounds(field, place);
  if (listed.includes(field.type)) checkValues(written, field, place);
}

function checkBounds({ type, min, max }: Field, place: Place): void {
  for (const [key, bound] of Object.entries({ min, max })) {
    if (type !== 'text' || bound === undefined || (Number.isSafeInteger(bound) && bound >= 0)) continue;
    report(at(place, key), outOfRange, `\`${key}\` of a text is a number of characters, and ${bound} is none`);
  }
  if (min === undefined || max === undefined || min <= max) return;
  report(at(place, 'max'), outOfRange, `nothing is at least ${min} and at most ${max}`);
}

/** The values of `one_of` are of the field's type, and other spellings stand for one of them. */
function checkValues({ one_of: values, also }: JsonObject, field: Field, place: Place): void {
  const oneOf: readonly Json[] = Array.isArray(values) ? values : [];
  for (const [index, value] of oneOf.entries()) {
    compileLiteral(value, plainField(field.type), at(place, 'one_of', index), 'one_of');
  }
  for (const [spelling, value] of Object.entries(isRecord(also) ? also : {})) {
    if (values === undefined || oneOf.includes(value)) continue;
    report(at(place, 'also', spelling), unknownValue, `\`one_of\` has no value \`${spell(value)}\``);
  }
}

/** A default keeps what its field asks of a text; that it is of its type has been seen to. */
export function checkDefault(value: Json, field: Field, place: Place): void {
  const items = Array.isArray(value) ? value : [value];
  for (const item of items) if (typeof item === 'string' && field.type === 'text') checkText(item, field, place);
}

function checkText(value: string, { pattern, min, max }: Field, place: Place): void {
  const length = Array.from(value).length;
  if (min !== undefined && length < min) report(place, outOfRange, `\`default\` has at least ${min} characters, and \`${value}\` has ${length}`); // prettier-ignore
  if (max !== undefined && length > max) report(place, outOfRange, `\`default\` has at most ${max} characters, and \`${value}\` has ${length}`); // prettier-ignore
  const whole = pattern === undefined ? null : compilePattern(`^(?:${pattern})$`);
  if (whole?.ok === true && !whole.pattern.test(value)) {
    report(place, wrongValue, `\`${value}\` does not match the field's own \`pattern\``);
  }
}
