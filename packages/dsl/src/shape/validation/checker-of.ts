import { Ajv } from 'ajv';
import type { SchemaObject } from 'ajv';
import type { JsonObject } from '@deskbook/policies';
import type { Kind } from '../../syntax/kind.ts';
import { namedSchemas, schemaOfKind } from '../schema-of-kind.ts';
import type { Schema } from '../schema.ts';
import { checkerSchema, idOf } from './checker-schema.ts';
import { shapeError } from './shape-error.ts';
import type { ShapeError } from './shape-error.ts';

/** Finds everything that is wrong with data of one kind. */
export type Checker = (data: JsonObject) => readonly ShapeError[];

/** Compiled once for the process: they depend on nothing but the language. */
const checkers = new Map<Kind, Checker>();

/** The checker of a kind, compiled when it is first asked for. */
export function checkerOf(kind: Kind): Checker {
  const known = checkers.get(kind);
  if (known !== undefined) return known;
  const validate = engine().compile(checkerSchema(schemaOfKind[kind], named) as SchemaObject);
  const checker: Checker = (data) => (validate(data) ? [] : (validate.errors ?? []).map(shapeError));
  checkers.set(kind, checker);
  return checker;
}

let shared: Ajv | null = null;

function engine(): Ajv {
  if (shared !== null) return shared;
  const ajv = new Ajv({
    allErrors: true,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    verbose: true,
    messages: false,
    inlineRefs: false,
  });
  ajv.addVocabulary(['expects', 'missing', 'rivals', 'chosenBy']);
  ajv.addKeyword({ keyword: 'noForm', validate: () => false });
  ajv.addKeyword({ keyword: 'later', validate: () => false });
  ajv.addKeyword({ keyword: 'oneKeyOf', validate: (keys: string[], data: unknown) => present(keys, data) === 1 });
  ajv.addKeyword({ keyword: 'anyKeyOf', validate: (keys: string[], data: unknown) => present(keys, data) > 0 });
  for (const [name, schema] of Object.entries(namedSchemas)) {
    ajv.addSchema({ ...checkerSchema(schema, named), $id: idOf(name) });
  }
  shared = ajv;
  return ajv;
}

function present(keys: readonly string[], data: unknown): number {
  if (typeof data !== 'object' || data === null) return 1;
  return keys.filter((key) => Object.hasOwn(data, key)).length;
}

function named(name: string): Schema {
  const schema = namedSchemas[name];
  if (schema === undefined) throw new Error(`no schema is called ${name}`);
  return schema;
}
