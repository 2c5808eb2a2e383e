import { definition, idOf, idPattern } from './notation.ts';
import type { ConditionShape, DurationShape, EverywhereShape } from './notation.ts';
import { either, list, map, record, ref, text, whole, word } from './schema.ts';
import type { Schema } from './schema.ts';

/** What a clock listens for: an event, perhaps only by one sort of author, or the change of a fact. */
export type SignalShape =
  | { readonly event: string; readonly by?: 'requester' | 'agent' | 'desk' }
  | { readonly changed: string };

/** One signal, or several of which each is heard. */
export type SignalsShape = SignalShape | readonly SignalShape[];

/** A clock beside the built-in ones. */
export interface ClockShape {
  readonly starts: SignalsShape;
  readonly restarts?: SignalsShape;
  readonly meets?: SignalsShape;
  readonly resumes?: SignalsShape;
  readonly after?: string;
}

/** When clocks stand still. */
export interface PauseShape {
  readonly id: string;
  readonly clocks: readonly string[];
  readonly when: ConditionShape;
  readonly at_most?: DurationShape;
}

/** `kind: sla`, as written. */
export interface SlaShape extends EverywhereShape {
  readonly kind: 'sla';
  readonly rank: number;
  readonly when?: ConditionShape;
  readonly by: string;
  readonly calendar?: string;
  readonly targets: { readonly [value: string]: { readonly [clock: string]: DurationShape } };
  readonly clocks?: { readonly [clock: string]: ClockShape };
  readonly pauses?: readonly PauseShape[];
  readonly elapsed?: {
    readonly new_target?: 'keep' | 'restart' | 'recompute';
    readonly reopened?: 'keep' | 'restart';
  };
  readonly warn_at?: readonly string[];
  readonly at_closing?: 'stay' | 'next_opening';
}

const clockName = { pattern: idPattern, expects: 'a clock such as `response`' };

const signals = (description: string): Schema =>
  either(
    description,
    ref('signal'),
    { type: 'array', items: ref('signal'), minItems: 1, description: 'Each of these is heard.' }, // prettier-ignore
  );

/** Schemas of service levels, by the name `ref` uses. */
export const slaSchemas: { readonly [name: string]: Schema } = {
  signal: either(
    'Something that happens to the ticket.',
    record(
      'An event.',
      {
        event: text('The type of event.', { examples: ['ticket.commented'] }),
        'by?': word('Only by one sort of author.', ['requester', 'agent', 'desk']),
      },
      { by: ['event'] },
    ),
    record('A fact that changed.', { changed: text('The fact.', { examples: ['ticket.phase'] }) }, { by: ['changed'] }),
  ),
};

export const slaSchema = definition('sla', 'How long things may take.', {
  rank: whole('Of several that apply, the lowest rank counts.', 0),
  'when?': ref('condition', 'Which tickets it is about; all of them unless written.'),
  by: text('The fact whose value chooses the targets.', { examples: ['ticket.priority'] }),
  'calendar?': idOf("the calendar its business time runs on; the bundle's unless written"),
  targets: map(
    'For each value of that fact, how long each clock may take.',
    map('How long, by clock. None: there is no deadline for this value.', ref('duration', 'How long it may take.'), {
      propertyNames: clockName,
    }),
    { minProperties: 1 },
  ),
  'clocks?': map(
    'Clocks beside `response`, `next_response` and `resolution`.',
    record('A clock.', {
      starts: signals('What starts it.'),
      'restarts?': signals('What begins it anew while it runs.'),
      'meets?': signals('What ends it.'),
      'resumes?': signals('What takes it up again where it had ended.'),
      'after?': text('It starts only once this clock has been met.'),
    }),
    { propertyNames: clockName },
  ),
  'pauses?': list(
    'When clocks stand still.',
    record('A pause.', {
      id: idOf('the pause'),
      clocks: list('Which clocks.', text('A clock.'), { minItems: 1 }),
      when: ref('condition', 'As long as this surely holds.'),
      'at_most?': ref('duration', 'How long one such pause lasts at most.'),
    }),
  ),
  'elapsed?': record('What becomes of the time that has elapsed.', {
    'new_target?': word('At a new target; `keep` unless written.', ['keep', 'restart', 'recompute']),
    'reopened?': word('When a ticket is opened again; `keep` unless written.', ['keep', 'restart']),
  }),
  'warn_at?': list(
    'At which shares of a target to warn.',
    text('A share.', {
      pattern: '^[1-9][0-9]?%$',
      expects: 'a share between `1%` and `99%`',
      examples: ['75%', '90%'],
    }),
  ),
  'at_closing?': word('A deadline that falls on closing time stays there, or moves to the next opening.', [
    'stay',
    'next_opening',
  ]),
});
