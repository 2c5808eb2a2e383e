import type { Json, JsonObject } from '@deskbook/policies';
import { pointerTo } from '../../syntax/pointer.ts';
import type { JsonType, Schema } from '../schema.ts';
import { namedSchema } from '../schema-of-kind.ts';
import { chooseForm } from './choose-form.ts';
import type { Chosen } from './choose-form.ts';
import { hasType, isMapping } from './has-type.ts';
import type { Mistake } from './mistake.ts';

type Report = (mistake: Mistake) => void;

/**
 * Everything that is wrong with a value, by its schema. Of several forms only the one an author chose is looked at, so that one
 * mistake gives one answer; JSON Schema's own reading would blame every form in turn. Both take the same values, which is tested.
 */
export function findMistakes(schema: Schema, value: Json): readonly Mistake[] {
  const mistakes: Mistake[] = [];
  visit({ schema, rivals: [], chosenBy: [] }, value, '', (mistake) => mistakes.push(mistake));
  return mistakes;
}

function visit(chosen: Chosen, value: Json, pointer: string, report: Report): void {
  const { schema } = chosen;
  if (schema.typed === true) return;
  if (schema.later !== undefined) {
    report({ pointer, value, kind: 'later', needs: schema.later });
  } else if (schema.$ref !== undefined) {
    visit({ ...chosen, schema: namedSchema(schema.$ref) }, value, pointer, report);
  } else if (schema.anyOf !== undefined) {
    visitForm(schema.anyOf, value, pointer, report);
  } else {
    visitValue(chosen, value, pointer, report);
  }
}

function visitForm(forms: readonly Schema[], value: Json, pointer: string, report: Report): void {
  const form = chooseForm(forms, value);
  if ('schema' in form) visit(form, value, pointer, report);
  else if (isMapping(value) && form.words.length > 0) report({ pointer, value, kind: 'no_form', words: form.words });
  else report({ pointer, value, kind: 'type', types: form.types });
}

function visitValue(chosen: Chosen, value: Json, pointer: string, report: Report): void {
  const { schema } = chosen;
  const words = schema.const === undefined ? schema.enum : [schema.const];
  if (words !== undefined) {
    if (value === null) report({ pointer, value, kind: 'type', types: typesOf(words) });
    else if (!words.includes(value)) report({ pointer, value, kind: 'word', words });
    return;
  }
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length > 0 && !types.some((type) => hasType(value, type))) {
    if (isBare(value) && wantsOtherText(schema, types, value)) visitText(schema, String(value), pointer, report);
    else report({ pointer, value, kind: 'type', types });
  } else if (typeof value === 'string') visitText(schema, value, pointer, report);
  else if (typeof value === 'number') visitNumber(schema, value, pointer, report);
  else if (Array.isArray(value)) visitList(schema, value, pointer, report);
  else if (isMapping(value)) visitMapping(chosen, value, pointer, report);
}

/** A word that is wanted is a text, or `true`, or a number. */
function typesOf(words: readonly Json[]): readonly JsonType[] {
  return [
    ...new Set(
      words.map((word): JsonType =>
        typeof word === 'string' ? 'string' : hasType(word, 'boolean') ? 'boolean' : 'number',
      ),
    ),
  ];
}

const isBare = (value: Json): value is number | boolean => typeof value === 'number' || typeof value === 'boolean';

/** Whether a text of a fixed form stands there, which the bare value would not have in quotes either. */
function wantsOtherText({ pattern }: Schema, types: readonly JsonType[], value: number | boolean): boolean {
  return pattern !== undefined && types.join() === 'string' && !expressionOf(pattern).test(String(value));
}

function visitText(
  { minLength = 0, pattern, expects = 'written as it should be' }: Schema,
  value: string,
  pointer: string,
  report: Report,
): void {
  if (value.length < minLength) report({ pointer, value, kind: 'too_few', least: minLength });
  else if (pattern !== undefined && !expressionOf(pattern).test(value))
    report({ pointer, value, kind: 'pattern', expects });
}

function visitNumber({ minimum }: Schema, value: number, pointer: string, report: Report): void {
  if (minimum !== undefined && value < minimum) report({ pointer, value, kind: 'too_small', least: minimum });
}

function visitList({ minItems = 0, items }: Schema, value: readonly Json[], pointer: string, report: Report): void {
  if (value.length < minItems) report({ pointer, value, kind: 'too_few', least: minItems });
  if (items === undefined) return;
  const chosen = plain(items);
  for (const [index, item] of value.entries()) visit(chosen, item, pointerTo(pointer, index), report);
}

function visitMapping(chosen: Chosen, value: JsonObject, pointer: string, report: Report): void {
  const { schema } = chosen;
  const keys = Object.keys(value);
  const { minProperties = 0, maxProperties = Infinity } = schema;
  if (keys.length < minProperties) report({ pointer, value, kind: 'too_few', least: minProperties });
  if (keys.length > maxProperties) report({ pointer, value, kind: 'too_many', most: maxProperties });
  missingKeys(schema, value, pointer, report);
  for (const key of keys) visitKey(chosen, value, key, pointer, report);
}

function visitKey(chosen: Chosen, value: JsonObject, key: string, pointer: string, report: Report): void {
  const { properties = {}, additionalProperties = true, propertyNames } = chosen.schema;
  const inner = value[key] ?? null;
  const known = Object.hasOwn(properties, key) ? properties[key] : undefined;
  if (known !== undefined) {
    visit(plain(known), inner, pointerTo(pointer, key), report);
  } else if (additionalProperties === false) {
    const beside = chosen.rivals.includes(key)
      ? (chosen.chosenBy.find((other) => Object.hasOwn(value, other)) ?? null)
      : null;
    report({ pointer, value, kind: 'unknown_key', key, known: Object.keys(properties), beside });
  } else if (propertyNames?.pattern !== undefined && !expressionOf(propertyNames.pattern).test(key)) {
    report({ pointer, value, kind: 'key_pattern', key, expects: propertyNames.expects ?? 'a name' });
  } else if (additionalProperties !== true) {
    visit(plain(additionalProperties), inner, pointerTo(pointer, key), report);
  }
}

function missingKeys(schema: Schema, value: JsonObject, pointer: string, report: Report): void {
  const { required = [], dependentRequired = {}, demands = [], oneKeyOf, anyKeyOf, properties = {} } = schema;
  const missing = (key: string, because: string | null): void => {
    if (Object.hasOwn(value, key)) return;
    report({ pointer, value, kind: 'missing_key', key, why: properties[key]?.missing ?? null, because });
  };
  for (const key of required) missing(key, null);
  for (const [key, others] of Object.entries(dependentRequired)) {
    if (Object.hasOwn(value, key)) for (const other of others) missing(other, key);
  }
  for (const { key, in: values, keys } of demands) {
    if (values.includes(value[key] ?? null)) for (const demanded of keys) missing(demanded, null);
  }
  const choice = oneKeyOf ?? anyKeyOf;
  if (choice === undefined) return;
  const written = choice.filter((key) => Object.hasOwn(value, key));
  const tooMany = oneKeyOf !== undefined && written.length > 1;
  if (written.length === 0 || tooMany) report({ pointer, value, kind: 'key_choice', keys: choice, written });
}

function plain(schema: Schema): Chosen {
  return { schema, rivals: [], chosenBy: [] };
}

/** The language's own patterns, which backtrack nowhere; compiled once. */
const expressions = new Map<string, RegExp>();

function expressionOf(pattern: string): RegExp {
  const known = expressions.get(pattern);
  if (known !== undefined) return known;
  const expression = new RegExp(pattern, 'u');
  expressions.set(pattern, expression);
  return expression;
}
