import type { Json } from '@deskbook/policies';
import { anything, either, flag, list, map, record, ref, text, word } from './schema.ts';
import type { Properties, Schema } from './schema.ts';

/** A text for people: one text, or one a language. */
export type TextShape = string | { readonly [language: string]: string };

/** `15m`, `4h`, `2d`: clock time. `8 business hours`, `2 business days`, `1 business day on berlin-office`: on a calendar. */
export type DurationShape = string;

/** A literal, or exactly `'{{path}}'`, or text that mixes both; lists and mappings of such. */
export type ValueShape = Json;

/** Named values: a `with:`. */
export type ValuesShape = { readonly [name: string]: ValueShape };

/** What a fact is compared with: a literal (`equals`), or operators that must all hold. */
export type ComparisonShape = Json;

/** A condition: facts with what they are compared with, beside `any`, `all` and `not`. Several keys are all of them. */
export type ConditionShape = { readonly [factOrWord: string]: Json };

/** What changed: a fact, several, or facts with what they were and became. */
export type ChangedShape =
  | string
  | readonly string[]
  | {
      readonly [fact: string]: null | { readonly from?: Json | readonly Json[]; readonly to?: Json | readonly Json[] };
    };

/** A field as written: a type's name, or a mapping. */
export type FieldShape = string | FieldRecordShape;

/** A field written out. */
export interface FieldRecordShape {
  readonly type?: string;
  readonly one_of?: readonly Json[];
  readonly also?: { readonly [alias: string]: Json };
  readonly list?: boolean;
  readonly optional?: boolean;
  readonly default?: Json;
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly when?: ConditionShape;
  readonly options?: string;
  readonly label?: TextShape;
  readonly personal?: boolean;
  readonly secret?: boolean;
  readonly future?: boolean;
  readonly fields?: FieldsShape;
}

/** Named fields: an `input`, an `output`, a `form`, `needs`. */
export type FieldsShape = { readonly [name: string]: FieldShape };

/** What every definition may carry. */
export interface EverywhereShape {
  readonly id: string;
  readonly title?: TextShape;
  readonly description?: TextShape;
  readonly owner?: string;
  readonly cites?: readonly string[];
}

/** The types a field may have, as authors write them. */
export const fieldTypes = [
  'text', 'integer', 'number', 'yes_no', 'date', 'time', 'duration', 'file', 'json',
  'person', 'asset', 'ticket', 'request', 'approval', 'decision', 'record',
] as const; // prettier-ignore

/** The operators of a comparison, as authors write them. `some` and `every` are beside them, for lists of records. */
export const operators = [
  'equals', 'is_not', 'in', 'not_in', 'lt', 'lte', 'gt', 'gte', 'before', 'after', 'within', 'older_than',
  'matches', 'contains', 'has', 'has_any', 'has_all', 'empty', 'known',
] as const; // prettier-ignore

/** What an id looks like. */
export const idPattern = '^[A-Za-z][A-Za-z0-9_]*([-.][A-Za-z0-9_]+)*$';

/** An id: kebab-case as a rule; names that come from elsewhere may have `_`, capitals and dots. */
export const id = text('The id: a name in kebab-case, unique among its kind.', {
  pattern: idPattern,
  expects: 'an id such as `reset-password`',
});

/** The id of something defined elsewhere. */
export function idOf(what: string): Schema {
  return text(`The id of ${what}.`, { pattern: idPattern, expects: `the id of ${what}` });
}

/** Labels such as `access_approved`. */
export function labels(description: string): Schema {
  return list(description, { type: 'string', minLength: 1 });
}

export const cites = list(
  'Paragraphs of policy documents this rests on: `policy-id#heading.letter`.',
  text('A paragraph.', {
    pattern: '^[A-Za-z][A-Za-z0-9_-]*(#[A-Za-z0-9_.-]+)?$',
    expects: 'a paragraph such as `access-policy#privileged.c`',
    examples: ['access-policy#privileged.c'],
  }),
);

/** Whether a trigger or a service is in use. */
export type StateShape = 'live' | 'shadow' | 'retired';

/** The key of kinds that can be tried out, and taken out of use. */
export function stateKey(shadow: string): Properties {
  return { 'state?': word(`\`live\`, \`shadow\` (${shadow}) or \`retired\`.`, ['live', 'shadow', 'retired']) };
}

/** The keys every kind has. `kind` and `id` first. */
export function definition(kind: string, description: string, properties: Properties, more: Schema = {}): Schema {
  return record(
    description,
    {
      kind: { const: kind, description: 'What this document defines.' },
      id,
      'title?': ref('text', 'What people call it.'),
      'description?': ref('text', 'What it is for.'),
      'owner?': text('Who looks after it: a role or a team.'),
      'cites?': cites,
      ...properties,
    },
    more,
  );
}

const durationPattern = `^(([0-9]+(\\.[0-9]+)?(ms|s|m|h|d|w))+|[0-9]+ business (hours?|days?)( on ${idPattern.slice(1, -1)})?)$`;

/** The keys of a field that is written out. */
export const fieldKeys: Properties = {
  'type?': word('The type of its value; `text` unless written.', fieldTypes, { typed: true }),
  'one_of?': list('The only values it may have.', anything('A value.'), { minItems: 1 }),
  'also?': map('Other spellings, and the value each stands for: `P1: CRITICAL`.', anything('The value meant.')),
  'list?': flag('It holds a list of such values.'),
  'optional?': flag('It may be absent. Fields are required otherwise.'),
  'default?': anything('The value where none is given.'),
  'min?': { type: 'number', description: 'The least number; for text, the least length.' },
  'max?': { type: 'number', description: 'The greatest number; for text, the greatest length.' },
  'pattern?': text('A regular expression (RE2) that the whole text must match.'),
  'when?': ref('condition', 'In a form: it is required where this holds, and refused where it fails.'),
  'options?': text('Where the offered values come from: `{{requester.assets}}`.', {
    examples: ['{{requester.assets}}'],
  }),
  'label?': ref('text', 'What the person is shown.'),
  'personal?': flag('It is personal data: stored sealed under a key of whom it is about, so that it can be erased.'),
  'secret?': flag('It never enters the journal or a text.'),
  'future?': flag('The time must lie ahead.'),
  'fields?': ref('fields', 'The fields of a `record`.'),
};

const comparisons = record(
  'Operators; all of them must hold.',
  {
    'equals?': anything('The value is this.'),
    'is_not?': anything('The value is known and is not this.'),
    'in?': anything('The value is one of these.'),
    'not_in?': anything('The value is known and none of these.'),
    'lt?': anything('Less than.'),
    'lte?': anything('At most.'),
    'gt?': anything('More than.'),
    'gte?': anything('At least.'),
    'before?': anything('A time before this one.'),
    'after?': anything('A time after this one.'),
    'within?': anything('A time no longer ago than this: `24h`.'),
    'older_than?': anything('A time longer ago than this: `7d`.'),
    'matches?': text('The text matches this regular expression (RE2). In single quotes.'),
    'contains?': anything('The text contains this.'),
    'has?': anything('The list has this value.'),
    'has_any?': anything('The list has one of these.'),
    'has_all?': anything('The list has all of these.'),
    'empty?': flag('The list is empty, or is not.'),
    'known?': flag('There is a value at all, or there is none.'),
    'some?': ref('condition', 'Some record of the list satisfies this; paths start at the record.'),
    'every?': ref('condition', 'Every record of the list satisfies this; paths start at the record.'),
  },
  { minProperties: 1, typed: true },
);

/** Schemas of the notation, by the name `ref` uses. */
export const notationSchemas: { readonly [name: string]: Schema } = {
  text: either(
    'A text for people: one text, or one for each language.',
    { type: 'string', minLength: 1 },
    {
      type: 'object',
      minProperties: 1,
      propertyNames: { pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$', expects: 'a language such as `en` or `de`' },
      additionalProperties: { type: 'string', minLength: 1 },
    },
  ),
  duration: text(
    'A length of time: `15m`, `4h`, `2d`; where people are given time, `8 business hours` or `2 business days`.',
    {
      pattern: durationPattern,
      typed: true,
      expects: 'a length of time such as `15m`, `4h` or `2d`',
      examples: ['15m', '4h', '2d', '8 business hours'],
    },
  ),
  value: anything("A literal, or `'{{path}}'` in quotes, which keeps its type, or text that mixes both."),
  values: map('Values by name.', ref('value')),
  field: either(
    'A type, or a mapping with more about the field.',
    word('The type of its value.', fieldTypes, { typed: true }),
    record('A field, written out.', fieldKeys),
  ),
  fields: map('Fields by name.', ref('field'), {
    propertyNames: { pattern: '^[A-Za-z][A-Za-z0-9_]*$', expects: 'a field name such as `job_role`' },
  }),
  condition: {
    type: 'object',
    typed: true,
    description: 'A condition: facts with what they are compared with. Several keys mean all of them.',
    minProperties: 1,
    properties: {
      any: list('One of these conditions holds.', ref('condition')),
      all: list('All of these conditions hold.', ref('condition')),
      not: ref('condition', 'This condition does not hold.'),
    },
    propertyNames: {
      pattern: '^[A-Za-z_][A-Za-z0-9_-]*(\\.[A-Za-z0-9_][A-Za-z0-9_-]*)*$',
      expects: 'a fact such as `ticket.priority`',
    },
    additionalProperties: ref('comparison'),
  },
  comparison: either(
    'A value the fact equals, or operators.',
    { type: ['string', 'number', 'boolean'] },
    ref('operators'),
  ),
  operators: comparisons,
  changed: either(
    'Facts this event must have changed.',
    text('A fact that changed.', { examples: ['ticket.priority'] }),
    list('Facts that all changed.', text('A fact that changed.'), { minItems: 1 }),
    map(
      'Facts, with what they were and became.',
      either(
        'What it was and became.',
        record('What it was and became.', {
          'from?': anything('What it was: a value or a list of them.'),
          'to?': anything('What it became: a value or a list of them.'),
        }),
        { type: 'null' },
      ),
      { minProperties: 1 },
    ),
  ),
};
