import type { JsonObject } from '@deskbook/policies';
import { definition, idOf } from './notation.ts';
import type { DurationShape, EverywhereShape } from './notation.ts';
import { anything, later, list, map, record, ref, text } from './schema.ts';

/** What a rule may say how long it is kept. */
export type RetainedKind = 'runs' | 'tickets' | 'sessions' | 'rejected';

/** `kind: bundle`, as written. */
export interface BundleShape extends EverywhereShape {
  readonly kind: 'bundle';
  readonly version: string;
  readonly language: 1;
  readonly settings: {
    readonly languages: readonly string[];
    readonly owner?: string;
    readonly zone?: string;
    readonly calendar?: string;
    /** How long what is personal can be read, by kind of record. */
    readonly retention?: { readonly [kind in RetainedKind]?: DurationShape };
  };
  readonly robot: { readonly role: string; readonly known_as?: { readonly [source: string]: string } };
  readonly values?: JsonObject;
  readonly secrets?: readonly string[];
  /** Warnings switched off, each with the reason. */
  readonly warnings?: { readonly [name: string]: string };
}

export const bundleSchema = definition('bundle', 'The desk itself: one a folder.', {
  version: text('Its version, `major.minor.patch`.', {
    pattern: '^[0-9]+\\.[0-9]+\\.[0-9]+([-+][0-9A-Za-z.+-]+)?$',
    expects: 'a version such as `1.4.0`',
    examples: ['1.0.0'],
  }),
  language: { const: 1, description: 'The version of this language: 1.' },
  settings: record('What holds for the whole desk.', {
    languages: list(
      'The languages people are written to in; the first is the fallback.',
      text('A language.', { examples: ['en', 'de'] }),
      {
        minItems: 1,
      },
    ),
    'owner?': text('Who looks after the desk.'),
    'zone?': text('The time zone mails and reports are written in: an IANA name. `UTC` unless written.', {
      examples: ['Europe/Berlin', 'America/New_York'],
    }),
    'calendar?': idOf('the calendar that business time runs on unless another is named'),
    'retention?': record(
      'How long what is personal can be read; `deskbook privacy retain` erases what is older. What is not named is kept.',
      {
        'runs?': ref('duration', 'Runs, from their end.'),
        'tickets?': ref(
          'duration',
          'Tickets as they were told of, from the last event, where no run about them is open.',
        ),
        'sessions?': ref('duration', 'Sessions of troubleshooting, from their last entry.'),
        'rejected?': ref('duration', 'Messages that were rejected, from when they came.'),
      },
    ),
  }),
  robot: record('Who the desk is.', {
    role: idOf('the role it has'),
    'known_as?': map('Its account in other systems, by source: what it did there is recognised.', { type: 'string' }),
  }),
  'values?': map('Constants, read as `{{values.name}}`; the host may override them.', anything('A value.')),
  'secrets?': list('Names of secrets; the host has their values.', { type: 'string', minLength: 1 }),
  'connectors?': later('connectors'),
  'warnings?': map('Warnings that are switched off, by name, with the reason.', { type: 'string', minLength: 1 }),
});
