import type { Json, JsonObject } from '@deskbook/policies';
import { namedSchemas, schemaOfKind } from '../shape/schema-of-kind.ts';
import { kinds } from '../syntax/kind.ts';
import type { Kind } from '../syntax/kind.ts';
import { plainSchema } from './plain-schema.ts';

const dialect = 'https://json-schema.org/draft/2020-12/schema';

/**
 * The JSON Schema (2020-12) of one kind of definition, or of any, told apart by `kind`: for editors, which show its descriptions,
 * complete its keys and underline what does not fit. The checker says the same in better words, and more.
 */
export function editorSchema(kind?: Kind): JsonObject {
  const schema = kind === undefined ? anyKind() : { title: `Deskbook ${kind}`, ...plainSchema(schemaOfKind[kind]) };
  return { $schema: dialect, ...schema, $defs: definitionsOf(schema) };
}

function anyKind(): JsonObject {
  return {
    title: 'Deskbook definition',
    description: 'A document of a Deskbook bundle.',
    type: 'object',
    properties: {
      kind: { description: 'What this document defines.', enum: [...kinds] },
    },
    required: ['kind', 'id'],
    allOf: kinds.map((kind) => ({
      if: { type: 'object', properties: { kind: { const: kind } }, required: ['kind'] },
      // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema; this object is never awaited
      then: plainSchema(schemaOfKind[kind]),
    })),
  };
}

/** The named schemas that a schema needs, and those that these need. */
function definitionsOf(schema: JsonObject): JsonObject {
  const found = new Map<string, JsonObject>();
  const open = referencesIn(schema);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const named = namedSchemas[name];
    if (named === undefined || found.has(name)) continue;
    const plain = plainSchema(named);
    found.set(name, plain);
    open.push(...referencesIn(plain));
  }
  return Object.fromEntries([...found].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function referencesIn(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === '$ref' && typeof inner === 'string') return [inner.slice(inner.lastIndexOf('/') + 1)];
    return referencesIn(inner);
  });
}
