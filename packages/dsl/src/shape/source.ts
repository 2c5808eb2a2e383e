import type { Json } from '@deskbook/policies';
import { definition } from './notation.ts';
import type { EverywhereShape } from './notation.ts';
import { anything, either, list, map, oneOrMany, record, ref, text, word } from './schema.ts';
import type { Schema } from './schema.ts';

/** How one value is read out of a payload: a JSON Pointer, `received`, or one of these mappings. */
export type ExtractionShape =
  | string
  | { readonly header: string }
  | { readonly literal: Json }
  | { readonly first: readonly ExtractionShape[] }
  | { readonly extract: string; readonly from: ExtractionShape }
  | { readonly map: { readonly [from: string]: Json }; readonly from: ExtractionShape; readonly else?: Json }
  | { readonly epoch_ms: ExtractionShape }
  | { readonly epoch_s: ExtractionShape }
  | { readonly time: ExtractionShape; readonly format?: string }
  | { readonly number: ExtractionShape }
  | { readonly boolean: ExtractionShape }
  | { readonly lower: ExtractionShape }
  | { readonly split: ExtractionShape; readonly by: string }
  | { readonly each: ExtractionShape; readonly take: string }
  | {
      readonly find: ExtractionShape;
      readonly where: { readonly [pointer: string]: Json };
      readonly take: string;
    }
  | { readonly person: { readonly [scheme: string]: ExtractionShape } };

/** A test on a payload: pointers (or `header:name`) with a value or `{ in: [...] }`. */
export type PayloadMatchShape = { readonly [pointer: string]: Json | { readonly in: readonly Json[] } };

/** How a webhook is verified. */
export type VerifyShape =
  | { readonly scheme: 'none' }
  | {
      readonly scheme: 'hmac-sha256' | 'hmac-sha1' | 'token';
      readonly header: string;
      readonly format?: string;
      readonly over?: string;
      readonly encoding?: 'hex' | 'base64';
      readonly timestamp?: { readonly header: string; readonly tolerance: string };
      readonly secret: string;
    };

type Extractions = { readonly [field: string]: ExtractionShape };

/** `kind: source`, as written. */
export interface SourceShape extends EverywhereShape {
  readonly kind: 'source';
  readonly samples?: readonly string[];
  readonly verify: VerifyShape;
  readonly event: {
    readonly id: ExtractionShape;
    readonly time: ExtractionShape;
    readonly actor?: ExtractionShape;
  };
  readonly emits: readonly { readonly event: string; readonly when?: PayloadMatchShape }[];
  readonly ignore?: PayloadMatchShape | readonly PayloadMatchShape[];
  readonly ticket?: Extractions;
  readonly comment?: Extractions;
  readonly request?: Extractions;
  readonly changes?:
    | 'compare'
    | { readonly each: string; readonly field: string; readonly map: { readonly [vendor: string]: string } };
}

const pointer = text('A JSON Pointer into the payload: `/issue/fields/summary`.', {
  pattern: '^/',
  expects: 'a JSON Pointer such as `/issue/key`',
});
const from = ref('extraction', 'Where it is read from.');
const only = (key: string, description: string): Schema => record(description, { [key]: from }, { by: [key] });
const extractions = (what: string): Schema => map(`How the fields of ${what} are read.`, ref('extraction'));

/** Schemas of payload mappings, by the name `ref` uses. */
export const sourceSchemas: { readonly [name: string]: Schema } = {
  extraction: either(
    'How a value is read out of the payload: a JSON Pointer, or a mapping.',
    text('A JSON Pointer into the payload, or `received`: the moment it came in.', {
      pattern: '^(/|received$)',
      expects: 'a JSON Pointer such as `/issue/key`, or `received`',
      examples: ['/issue/key', 'received'],
    }),
    record('A header of the request.', { header: text('Its name.') }, { by: ['header'] }),
    record('Always this value.', { literal: anything('The value.') }, { by: ['literal'] }),
    record(
      'The first that is there.',
      { first: list('Where to look, in order.', from, { minItems: 1 }) },
      { by: ['first'] },
    ),
    record(
      'The first group of a pattern.',
      { extract: text('A regular expression (RE2) with one group.'), from },
      { by: ['extract'] },
    ),
    record(
      'Another value for each value.',
      {
        map: map("The vendor's values, and ours.", anything('Our value.')),
        from,
        'else?': anything('Our value for any other; without it, an unmapped value is an error.'),
      },
      { by: ['map'] },
    ),
    only('epoch_ms', 'A time, from milliseconds since 1970.'),
    only('epoch_s', 'A time, from seconds since 1970.'),
    record(
      'A time, from text.',
      { time: from, 'format?': text('How it is written; ISO 8601 unless said.') },
      { by: ['time'] },
    ),
    only('number', 'A number, from text.'),
    only('boolean', 'Yes or no, from text.'),
    only('lower', 'The text in lower case.'),
    record(
      'A list, from text.',
      { split: from, by: text('What stands between.', { minLength: 1 }) },
      { by: ['split'] },
    ),
    record('One value of each item of a list.', { each: from, take: pointer }, { by: ['each'] }),
    record(
      'One value of the first item that matches.',
      { find: from, where: map('What the item has.', anything('A value.')), take: pointer },
      { by: ['find'] },
    ),
    record(
      'A person, by an account.',
      {
        person: map('The kind of account, and where it is read from.', from, { minProperties: 1, maxProperties: 1 }),
      },
      { by: ['person'] },
    ),
  ),
  'payload-match': map(
    'What the payload must have: JSON Pointers (or `header:name`) with a value or `{ in: [...] }`.',
    either(
      'A value, or several.',
      { type: ['string', 'number', 'boolean', 'null'] },
      record('One of these.', { in: list('Values.', anything('A value.'), { minItems: 1 }) }),
    ),
    {
      minProperties: 1,
      propertyNames: { pattern: '^(/|header:)', expects: 'a JSON Pointer such as `/event`, or `header:name`' },
    },
  ),
};

export const sourceSchema = definition('source', "How a vendor's webhooks become events.", {
  'samples?': list('Payloads that are tested against this: paths, `*` allowed.', text('A path.')),
  verify: record(
    'How it is known that the vendor sent it.',
    {
      scheme: word('How it is signed. `none` takes it from anybody.', ['hmac-sha256', 'hmac-sha1', 'token', 'none']),
      'header?': text('The header with the signature or token.'),
      'format?': text('How the header is written: `sha256={hex}`.', { examples: ['sha256={hex}', '{base64}'] }),
      'over?': text('What is signed: `{body}`, `{timestamp}.{body}`.', { examples: ['{body}'] }),
      'encoding?': word('How the signature is written.', ['hex', 'base64']),
      'timestamp?': record('The signed time.', {
        header: text('Its header.'),
        tolerance: ref('duration', 'How old it may be.'),
      }),
      'secret?': text('The name of the secret.'),
    },
    {
      missing: 'without it anybody can send to this webhook; `{ scheme: none }` says that this is meant',
      demands: [{ key: 'scheme', in: ['hmac-sha256', 'hmac-sha1', 'token'], keys: ['header', 'secret'] }],
    },
  ),
  event: record('What every event has.', {
    id: ref('extraction', 'What makes it the same event when it is sent twice.'),
    time: ref('extraction', 'When it happened.'),
    'actor?': ref('extraction', 'Who caused it.'),
  }),
  emits: list(
    'Which events it is; all that match.',
    record('An event.', {
      event: text('Its type.', { examples: ['ticket.created', 'ticket.updated', 'ticket.commented'] }),
      'when?': ref('payload-match'),
    }),
    { minItems: 1 },
  ),
  'ignore?': oneOrMany('Payloads that are no event. What is neither goes to the dead letters.', ref('payload-match')),
  'ticket?': extractions('the ticket'),
  'comment?': extractions('the comment'),
  'request?': extractions('the request'),
  'changes?': either(
    'How changes are known: by comparing with the last ticket, or from the payload too.',
    word('By comparing.', ['compare']),
    record("From the vendor's list of changes.", {
      each: pointer,
      field: pointer,
      map: map("The vendor's fields, and our facts.", text('A fact.')),
    }),
  ),
});
