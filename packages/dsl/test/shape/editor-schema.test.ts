import fc from 'fast-check';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { kinds, parse } from '@deskbook/dsl/syntax';
import type { Kind } from '@deskbook/dsl/syntax';
import type { Json, JsonObject } from '@deskbook/policies';
import { describe, expect, test } from 'vitest';
import { editorSchema } from '../../src/schemas/index.ts';
import { namedSchemas, schemaOfKind } from '../../src/shape/schema-of-kind.ts';
import type { Schema } from '../../src/shape/schema.ts';
import { findMistakes } from '../../src/shape/validation/find-mistakes.ts';
import { everyKind } from './every-kind.ts';

const options = { strict: true, strictTypes: false, strictRequired: false, allowUnionTypes: true } as const;
const definitions = parse(everyKind).definitions;

describe('the published schemas', () => {
  test.each([undefined, ...kinds])('of %s are those in the documentation', async (kind) => {
    const file = `../../../../docs/schemas/${kind ?? 'deskbook'}.schema.json`;
    await expect(`${JSON.stringify(editorSchema(kind), null, 2)}\n`).toMatchFileSnapshot(file);
  });

  test.each([undefined, ...kinds])('of %s are JSON Schema 2020-12', (kind) => {
    expect(new Ajv2020(options).validateSchema(editorSchema(kind))).toBe(true);
  });

  test('take what uses the whole language', () => {
    const validate = new Ajv2020(options).compile(editorSchema());
    for (const { data } of definitions) {
      validate(data);
      expect(validate.errors ?? []).toEqual([]);
    }
  });

  test('tell people what every key is for', () => {
    const silent = kinds.flatMap((kind) => undescribed(schemaOfKind[kind], kind));
    const named = Object.entries(namedSchemas).flatMap(([name, schema]) => undescribed(schema, name));
    expect([...silent, ...named]).toEqual([]);
  });

  test('know keys of the language that are not there yet', () => {
    const validate = new Ajv2020(options).compile(editorSchema('trigger'));
    const trigger = { kind: 'trigger', id: 'a', event: 'b', start: 'c' };
    expect(validate(trigger)).toBe(true);
    expect(validate({ ...trigger, every: '3d' })).toBe(false);
  });
});

/** Keys without a description, by their path. */
function undescribed(schema: Schema, path: string): readonly string[] {
  const entries = Object.entries(schema.properties ?? {});
  const inner = [...(schema.anyOf ?? []), ...(schema.items === undefined ? [] : [schema.items])];
  return [
    ...entries.flatMap(([key, property]) =>
      property.description === undefined && property.$ref === undefined
        ? [`${path}.${key}`]
        : undescribed(property, `${path}.${key}`),
    ),
    ...inner.flatMap((form, index) => undescribed(form, `${path}[${index}]`)),
  ];
}

const oracles = new Map<Kind, (data: Json) => boolean>();

/** JSON Schema's own reading of our schemas, without what is checked later. */
function oracle(kind: Kind): (data: Json) => boolean {
  const known = oracles.get(kind);
  if (known !== undefined) return known;
  const validate = new Ajv2020(options).compile(withoutTyped(editorSchema(kind), kind));
  const decide = (data: Json): boolean => validate(data);
  oracles.set(kind, decide);
  return decide;
}

/** The published schema where what is checked later takes anything; as one form among others, anything of its type. */
function withoutTyped(schema: JsonObject, kind: Kind): JsonObject {
  const { $defs, ...rest } = schema;
  const named = Object.entries($defs as JsonObject).map(([name, value]) => {
    // Operators stand as one form among others; conditions and durations stand alone.
    const isForm = name === 'operators';
    return [name, loosen(value, namedSchemas[name] ?? null, isForm)];
  });
  return {
    ...(loosen(rest, schemaOfKind[kind], false) as JsonObject),
    $defs: Object.fromEntries(named) as JsonObject,
  };
}

function loosen(schema: Json, source: Json, isForm: boolean): Json {
  const from = (typeof source === 'object' && source !== null ? source : {}) as JsonObject;
  if (from['typed'] === true) return isForm ? { type: from['type'] ?? 'string' } : {};
  if (Array.isArray(schema))
    return schema.map((item: Json, index) => loosen(item, from[String(index)] ?? null, isForm));
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).map(([key, value]) => [
    key,
    loosen(value, from[key] ?? null, key === 'anyOf'),
  ]);
  return Object.fromEntries(entries) as JsonObject;
}

const junk: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(
    null,
    true,
    false,
    0,
    1,
    -3,
    1.5,
    '',
    'a',
    'a b',
    '/x',
    'hold',
    'all',
    'none',
    '4h',
    [],
    ['a'],
    {},
    { do: 'x' },
    { id: 'y' },
  ),
  fc.constantFrom<Json>(
    { en: 'x' },
    { end: 'x' },
    { undo: 'all' },
    { otherwise: true },
    { event: 'x' },
    { first: ['/x'] },
    { map: {}, from: '/x' },
  ),
);

/** The value with one thing in it changed: replaced, taken out or added. */
function changed(value: Json, way: readonly number[], junkValue: Json, how: number): Json {
  const [step = 0, ...rest] = way;
  if (typeof value !== 'object' || value === null || way.length === 0) return junkValue;
  if (Array.isArray(value)) {
    const list: readonly Json[] = value;
    if (list.length === 0) return [junkValue];
    const at = step % list.length;
    if (rest.length === 0 && how === 1) return list.filter((_, index) => index !== at);
    return list.map((item, index) => (index === at ? changed(item, rest, junkValue, how) : item));
  }
  const mapping = value as JsonObject;
  const entries = Object.entries(mapping);
  if (entries.length === 0 || (rest.length === 0 && how === 2)) return { ...mapping, surplus: junkValue };
  const [key, inner] = entries[step % entries.length] ?? ['', null];
  if (rest.length === 0 && how === 1) return Object.fromEntries(entries.filter(([name]) => name !== key));
  return { ...mapping, [key]: changed(inner, rest, junkValue, how) };
}

test('the checker takes exactly what the published schemas take', { timeout: 30_000 }, () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...definitions.map(({ kind, data }) => ({ kind, data }))),
      fc.array(fc.nat(20), { minLength: 1, maxLength: 7 }),
      junk,
      fc.nat(2),
      ({ kind, data }, way, value, how) => {
        const mutated = changed(data, way, value, how);
        const mistakes = findMistakes(schemaOfKind[kind], mutated);
        expect({ mutated, taken: mistakes.length === 0 }).toEqual({ mutated, taken: oracle(kind)(mutated) });
      },
    ),
    { numRuns: 2000 },
  );
});
