import { definition, idOf, stateKey } from './notation.ts';
import type { ChangedShape, ConditionShape, EverywhereShape, StateShape, ValueShape, ValuesShape } from './notation.ts';
import { either, later, record, ref, text, whole, word } from './schema.ts';

/** `kind: trigger`, as written. */
export interface TriggerShape extends EverywhereShape {
  readonly kind: 'trigger';
  readonly event: string;
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

export const triggerSchema = definition('trigger', 'What starts a workflow by itself.', {
  event: text('The type of event.', {
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
  'every?': later('schedules'),
  'opening?': later('schedules'),
  'over?': later('schedules'),
});
