import { definition, idOf, idPattern, stateKey } from './notation.ts';
import type { ChangedShape, ConditionShape, EverywhereShape, StateShape, ValueShape, ValuesShape } from './notation.ts';
import { either, record, ref, text, whole, word } from './schema.ts';

/** `kind: trigger`, as written. */
export interface TriggerShape extends EverywhereShape {
  readonly kind: 'trigger';
  /** Either this, or `every`. */
  readonly event?: string;
  readonly every?: string;
  readonly opening?: string;
  readonly at?: string;
  readonly weekday?: string;
  readonly over?: 'ticket';
  readonly changed?: ChangedShape;
  readonly when?: ConditionShape;
  readonly start: string;
  readonly with?: ValuesShape;
  readonly throttle?: {
    readonly per: ValueShape;
    readonly at_most: number;
    readonly in: string;
    readonly else?: 'drop' | 'queue' | 'hold';
  };
  readonly state?: StateShape;
  readonly own_events?: 'ignore' | 'allow' | { readonly hops: number };
}

export const triggerSchema = definition(
  'trigger',
  'What starts a workflow by itself.',
  {
    'event?': text('The type of event.', {
      examples: ['ticket.created', 'ticket.updated', 'ticket.commented'],
    }),
    'changed?': ref('changed'),
    'when?': ref('condition'),
    start: idOf('the workflow'),
    'with?': ref('values', 'The input of the workflow.'),
    'throttle?': record('How often at most.', {
      per: ref('value', 'What is counted apart: `{{ticket.asset}}`.'),
      at_most: whole('How many.', 1),
      in: ref('duration', 'In how long.'),
      'else?': word('What happens beyond: `hold` has a person look.', ['drop', 'queue', 'hold']),
    }),
    'own_events?': either(
      'What the desk itself caused.',
      word('Ignored unless allowed.', ['ignore', 'allow']),
      record('Allowed, over so many hops.', { hops: whole('How many.', 1) }),
    ),
    ...stateKey('journals what it would have started'),
    'every?': text('How often it comes round by itself: `day`, `week`, `business day`, or a length of clock time.', {
      examples: ['business day', 'day', 'week', '15m', '4h'],
    }),
    'opening?': text('The calendar whose working days it goes by, and at whose opening; or in whose hours alone.', {
      pattern: idPattern,
      expects: 'an id',
      examples: ['berlin-office'],
    }),
    'at?': text('The time of day, in quotes.', {
      pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$',
      expects: "a time of day such as `'08:30'`",
      examples: ['08:30'],
    }),
    'weekday?': word('The day of the week.', ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']),
    'over?': word('It starts once for each recorded ticket that its condition fits.', ['ticket']),
  },
  {
    oneKeyOf: ['event', 'every'],
    dependentRequired: {
      changed: ['event'],
      own_events: ['event'],
      opening: ['every'],
      at: ['every'],
      weekday: ['every'],
      over: ['every'],
    },
  },
);
