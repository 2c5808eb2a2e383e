import type { FactPath, Json, JsonObject } from '@deskbook/policies';
import type { Field, Fields } from '../bundle/field.ts';
import type { Value, Values } from '../bundle/value.ts';
import { suggestion } from './suggestion.ts';
import { compileLiteral } from './compile-literal.ts';
import { compilePath } from './compile-path.ts';
import { describeField } from './describe-field.ts';
import { exactPath, mentionsPath } from './exact-path.ts';
import { assignable } from './field-fit.ts';
import { isRecord } from './is-record.ts';
import { at, type Place } from './place.ts';
import { report } from './report.ts';
import { templatePaths } from './template-paths.ts';
import { invalidExpression } from '../diagnostics/pages/reference/invalid-expression.ts';
import { missingInput } from '../diagnostics/pages/reference/missing-input.ts';
import { unknownInput } from '../diagnostics/pages/reference/unknown-input.ts';
import { wrongType } from '../diagnostics/pages/reference/wrong-type.ts';

/**
 * A value as written: a literal, exactly one `{{path}}`, text with expressions, or lists and mappings of these. With `wanted`,
 * what it gives must fit that field. Null: something was wrong and has been reported. `name` is what messages call it.
 */
export function compileValue(raw: Json, place: Place, wanted: Field | null = null, name = 'value'): Value | null {
  const path = exactPath(raw);
  if (path !== null) return compilePathValue(path, place, wanted, name);
  if (typeof raw === 'string' && mentionsPath(raw)) return compileTemplate(raw, place, wanted, name);
  if (containsPath(raw)) return compileNested(raw, place, wanted, name);
  if (wanted === null) return { kind: 'literal', value: raw };
  const value = compileLiteral(raw, wanted, place, name);
  return value === null && raw !== null ? null : { kind: 'literal', value };
}

/**
 * The `with:` of an action, workflow or tree, against the fields it takes: unknown names, required ones that are missing (and
 * have no default), and values that do not fit are reported. Names are checked against `fields` alone.
 */
export function compileWith(raw: Json | undefined, place: Place, fields: Fields, target: string): Values {
  const written: JsonObject = isRecord(raw) ? raw : {};
  const values: { [name: string]: Value } = {};
  for (const [name, value] of Object.entries(written)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field === undefined) reportUnknown(name, fields, target, at(place, name));
    else {
      const compiled = compileValue(value, at(place, name), field, name);
      if (compiled !== null) values[name] = compiled;
    }
  }
  for (const [name, field] of Object.entries(fields)) {
    if (field.optional || field.default !== undefined || field.when !== undefined || Object.hasOwn(written, name))
      continue;
    report(place, missingInput, `${target} needs \`${name}\`, ${describeField(field)}`, {
      help: `write \`${name}\` in \`with\``,
      on: 'key',
    });
  }
  return values;
}

/** Named values whose names nothing declares. */
export function compileValues(raw: Json | undefined, place: Place): Values {
  const values: { [name: string]: Value } = {};
  for (const [name, value] of Object.entries(isRecord(raw) ? raw : {})) {
    const compiled = compileValue(value, at(place, name));
    if (compiled !== null) values[name] = compiled;
  }
  return values;
}

function reportUnknown(name: string, fields: Fields, target: string, place: Place): void {
  const help = suggestion(name, Object.keys(fields));
  report(place, unknownInput, `${target} takes no \`${name}\``, {
    on: 'key',
    help,
  });
}

function compilePathValue(path: FactPath, place: Place, wanted: Field | null, name: string): Value | null {
  const field = compilePath(path, place);
  if (field === null) return null;
  if (wanted !== null && !assignable(field, wanted)) {
    report(
      place,
      wrongType,
      `\`${name}\` is ${describeField(wanted)}, and \`${path}\` is ${describeField(field)}`,
      helpForPath(path, field, wanted, place),
    );
    return null;
  }
  return { kind: 'path', path };
}

/** A record where its id is wanted: name the id. */
function helpForPath(path: FactPath, field: Field, wanted: Field, place: Place): { help?: string } {
  const type = Object.hasOwn(place.scope.model.roots, path) ? place.scope.model.roots[path]?.type : undefined;
  if (field.type === 'record' && type === wanted.type) return { help: `write \`{{${path}.id}}\`` };
  return {};
}

function compileTemplate(raw: string, place: Place, wanted: Field | null, name: string): Value | null {
  const parsed = templatePaths(raw);
  if (!parsed.ok) {
    report(place, invalidExpression, parsed.message, { help: parsed.help });
    return null;
  }
  if (wanted !== null && !['text', 'json'].includes(wanted.type)) {
    report(place, wrongType, `\`${name}\` is ${describeField(wanted)}, and text around an expression makes a text`, {
      help: 'write exactly one `{{path}}`, which keeps its type',
    });
    return null;
  }
  const fields = parsed.paths.map((path) => compilePath(path, place));
  return fields.includes(null) ? null : { kind: 'template', template: raw, paths: parsed.paths };
}

function containsPath(raw: Json): boolean {
  if (typeof raw === 'string') return mentionsPath(raw);
  if (Array.isArray(raw)) return raw.some((item: Json) => containsPath(item));
  return isRecord(raw) && Object.values(raw).some(containsPath);
}

/** A list or mapping with expressions somewhere inside. */
function compileNested(raw: Json, place: Place, wanted: Field | null, name: string): Value | null {
  if (Array.isArray(raw)) {
    if (wanted !== null && wanted.type !== 'json' && !wanted.list) return refuseNested(place, wanted, name, 'a list');
    const item = wanted === null || wanted.type === 'json' ? null : { ...wanted, list: false };
    const items = raw.map((part: Json, index) => compileValue(part, at(place, index), item, name));
    const sound = items.filter((part) => part !== null);
    return sound.length < items.length ? null : { kind: 'list', items: sound };
  }
  if (!isRecord(raw)) return null;
  if (wanted !== null && (wanted.list || !['json', 'record'].includes(wanted.type))) {
    return refuseNested(place, wanted, name, 'a mapping');
  }
  return {
    kind: 'record',
    fields:
      wanted?.fields === undefined ? compileValues(raw, place) : compileWith(raw, place, wanted.fields, `\`${name}\``),
  };
}

function refuseNested(place: Place, wanted: Field, name: string, what: string): null {
  report(place, wrongType, `\`${name}\` is ${describeField(wanted)}, and this is ${what}`);
  return null;
}
