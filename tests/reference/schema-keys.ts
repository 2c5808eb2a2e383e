import { namedSchemas, schemaOfKind } from '../../packages/dsl/src/shape/schema-of-kind.ts';
import type { Schema } from '../../packages/dsl/src/shape/schema.ts';

/** The sections of the reference that speak of each shape with a name. */
const sections: { readonly [name: string]: string } = {
  field: 'Fields',
  condition: 'Conditions',
  comparison: 'Conditions',
  operators: 'Conditions',
  changed: 'Conditions',
  'fact-field': 'Fields facts',
  derivation: 'facts',
  extraction: 'source',
  'payload-match': 'source',
  cell: 'decision',
  'role-source': 'access',
  step: 'Steps',
  steps: 'Steps',
  wait: 'Steps',
  until: 'Steps',
  'until-time': 'Steps',
  reaction: 'Steps',
  'tree-node': 'tree',
  answers: 'fixtures',
  'permission-question': 'test',
  text: 'Values',
  value: 'Values',
  values: 'Values',
  duration: 'Values',
  fields: 'Fields',
  signal: 'sla',
};

/** Keys, and the sections of the reference that name them. */
export interface KeysOfShape {
  readonly shape: string;
  readonly headings: readonly string[];
  readonly keys: readonly string[];
}

/** Every key of every kind at any depth, and every key of the shapes they share. */
export const shapes: readonly KeysOfShape[] = [
  ...Object.entries(schemaOfKind).map(([kind, schema]) => ({ shape: kind, headings: [kind], keys: keysOf(schema) })),
  ...Object.entries(namedSchemas).map(([name, schema]) => ({
    shape: name,
    headings: sections[name]?.split(' ') ?? [],
    keys: keysOf(schema),
  })),
];

function keysOf(schema: Schema): readonly string[] {
  return [...new Set(keysWithin(schema))];
}

function keysWithin({ properties = {}, additionalProperties, items, anyOf = [] }: Schema): readonly string[] {
  const parts = [...Object.values(properties), ...anyOf, ...(items === undefined ? [] : [items])];
  if (typeof additionalProperties === 'object') parts.push(additionalProperties);
  return [...Object.keys(properties), ...parts.flatMap(keysWithin)];
}
