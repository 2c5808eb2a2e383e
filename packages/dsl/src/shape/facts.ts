import { definition, fieldKeys, fieldTypes, idOf } from './notation.ts';
import type { ConditionShape, EverywhereShape, FieldRecordShape } from './notation.ts';
import { either, list, map, record, ref, text, word } from './schema.ts';
import type { Schema } from './schema.ts';

/** How a derived fact is computed. */
export type DerivationShape =
  | { readonly join: readonly string[] }
  | { readonly count: 'ticket'; readonly when: ConditionShape }
  | { readonly since: string }
  | { readonly sum: readonly string[] }
  | { readonly lookup: 'person' | 'asset'; readonly by: string; readonly take: string };

/** A fact: a field that may be derived. */
export type FactFieldShape = string | (FieldRecordShape & { readonly from?: DerivationShape });

/** What a root holds, and the fact with the id of its record. */
export interface RootShape {
  readonly type: string;
  readonly from?: string;
}

/** `kind: facts`, as written. Every key but the named ones is a record type; read them with `recordsOf`. */
export interface FactsShape extends EverywhereShape {
  readonly kind: 'facts';
  readonly base?: string;
  readonly roots?: { readonly [root: string]: RootShape };
}

/** Record types with their fields. */
export type Records = { readonly [type: string]: { readonly [field: string]: FactFieldShape } };

const fixed = new Set(['kind', 'id', 'title', 'description', 'owner', 'cites', 'base', 'roots']);

/** The record types that a `facts` definition declares or extends, with their fields. */
export function recordsOf(facts: FactsShape): {
  readonly [type: string]: { readonly [field: string]: FactFieldShape };
} {
  return Object.fromEntries(Object.entries<unknown>({ ...facts }).filter(([key]) => !fixed.has(key))) as Records;
}

const path = text('A fact: `ticket.summary`.');

/** Schemas of facts, by the name `ref` uses. */
export const factSchemas: { readonly [name: string]: Schema } = {
  'fact-field': either(
    'A type, or a mapping with more about the fact.',
    word('The type of its value.', fieldTypes, { typed: true }),
    record('A fact, written out.', { ...fieldKeys, 'from?': ref('derivation') }),
  ),
  derivation: either(
    'How it is computed when an event is taken in.',
    record('These texts, one after the other.', { join: list('Facts.', path, { minItems: 1 }) }, { by: ['join'] }),
    record(
      'How many tickets satisfy a condition on `other`.',
      {
        count: word('What is counted.', ['ticket']),
        when: ref('condition', 'Which are counted; each is called `other`.'),
      },
      { by: ['count'] },
    ),
    record(
      'How long ago this time was.',
      { since: text('A time.', { examples: ['ticket.created_at'] }) },
      { by: ['since'] },
    ),
    record('The sum of these numbers.', { sum: list('Facts.', path, { minItems: 1 }) }, { by: ['sum'] }),
    record(
      'A field of a record found by id.',
      {
        lookup: word('Where it is looked up.', ['person', 'asset']),
        by: text('The fact with the id.'),
        take: text('The field to take.'),
      },
      { by: ['lookup'] },
    ),
  ),
};

export const factsSchema = definition(
  'facts',
  'The vocabulary: which facts there are, and their types.',
  {
    'base?': text('The vocabulary this one extends.', { examples: ['itil/1'] }),
    'roots?': map(
      'Where paths may start, beside the ones that are always there.',
      record('A root.', {
        type: idOf('the record type it holds'),
        'from?': text('The fact with the id of its record: `ticket.requester`.'),
      }),
    ),
  },
  {
    additionalProperties: map('The fields of a record type.', ref('fact-field')),
    propertyNames: { pattern: '^[A-Za-z][A-Za-z0-9_]*$', expects: 'the name of a record type such as `ticket`' },
  },
);
