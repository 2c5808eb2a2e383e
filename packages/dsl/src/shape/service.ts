import { cites, definition, idOf, stateKey } from './notation.ts';
import type { ConditionShape, EverywhereShape, FieldsShape, StateShape, TextShape, ValuesShape } from './notation.ts';
import { either, list, record, ref, text, whole, word } from './schema.ts';

/** A limit, as written. */
export type LimitShape =
  | { readonly per: 'requester' | 'service'; readonly at_most: number; readonly in: string }
  | { readonly at_once: number };

/** `kind: service`, as written. */
export interface ServiceShape extends EverywhereShape {
  readonly kind: 'service';
  readonly title: TextShape;
  readonly form?: FieldsShape;
  readonly eligible?: ConditionShape;
  readonly limits?: readonly LimitShape[];
  readonly start: string;
  readonly with?: ValuesShape;
  readonly state?: StateShape;
  readonly may_touch: {
    readonly actions: readonly string[];
    readonly resource?: ConditionShape;
    readonly at_most?: number;
  };
  readonly pre_approved?: {
    readonly by: string;
    readonly date: string;
    readonly review?: string;
    readonly cites?: readonly string[];
  };
}

export const serviceSchema = definition('service', 'Something people may help themselves to.', {
  'form?': ref('fields', 'What they fill in, in this order.'),
  title: ref('text', 'What people read in the list of offers.'),
  'eligible?': ref('condition', 'Who is offered it; asked again at the start.'),
  'limits?': list(
    'How often.',
    either(
      'A limit.',
      record('So many at the same time.', { at_once: whole('How many.', 1) }, { by: ['at_once'] }),
      record(
        'So many in a while.',
        {
          per: word('Counted apart for each person, or not.', ['requester', 'service']),
          at_most: whole('How many.', 1),
          in: ref('duration', 'In how long.'),
        },
        { by: ['per', 'at_most', 'in'] },
      ),
    ),
  ),
  ...stateKey('not offered yet'),
  start: idOf('the workflow'),
  'with?': ref('values', 'The input of the workflow.'),
  may_touch: record(
    'What its run may do, and nothing else.',
    {
      actions: list('Actions.', idOf('an action')),
      'resource?': ref('condition', 'What they may act on.'),
      'at_most?': whole('On how many things.', 1),
    },
    { missing: 'it is what keeps people from gaining rights through the service' },
  ),
  'pre_approved?': record('Who approved it once for all.', {
    by: text('A role or a person.'),
    date: text('When.', { pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$', expects: 'a date such as `2026-01-15`' }),
    'review?': text('How often it is reviewed: `12 months`.'),
    'cites?': cites,
  }),
});
