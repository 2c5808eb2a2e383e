import type { JsonObject } from '@deskbook/policies';
import { definition } from './notation.ts';
import type { EverywhereShape } from './notation.ts';
import { anything, either, flag, list, map, record, ref, text, whole } from './schema.ts';
import type { Schema } from './schema.ts';

/** A person: `groups` and `accounts`; every other key is a property (`name`, `email`, `manager` …). */
export type FixturePersonShape = JsonObject & {
  readonly groups?: readonly string[];
  readonly accounts?: { readonly [scheme: string]: string };
};

/** What an action answers. */
export type FixtureAnswerShape = { readonly when?: JsonObject } & (
  | { readonly output: JsonObject }
  | { readonly error: string }
);

/** A time of one person, as written. */
export interface FixtureTimeShape {
  readonly person: string;
  readonly from: string;
  readonly until: string;
}

/** `kind: fixtures`, as written. */
export interface FixturesShape extends EverywhereShape {
  readonly kind: 'fixtures';
  readonly people?: { readonly [id: string]: FixturePersonShape };
  /** Groups a group is directly in. */
  readonly groups?: { readonly [group: string]: readonly string[] };
  readonly schedules?: { readonly [schedule: string]: readonly (string | FixtureTimeShape)[] };
  readonly absences?: readonly FixtureTimeShape[];
  readonly assets?: { readonly [id: string]: JsonObject };
  readonly monitoring?: { readonly [asset: string]: JsonObject };
  readonly tickets?: { readonly [id: string]: JsonObject };
  readonly articles?: readonly {
    readonly id: string;
    readonly title: string;
    readonly url: string;
    readonly verified?: boolean;
    readonly words: readonly string[];
  }[];
  readonly past_tickets?: readonly {
    readonly id: string;
    readonly workflow: string;
    readonly summary: string;
    readonly outcome: string;
    readonly minutes: number;
    readonly notes?: readonly string[];
  }[];
  readonly secrets?: { readonly [name: string]: string };
  readonly actions?: { readonly [action: string]: readonly FixtureAnswerShape[] };
}

const texts = (description: string): Schema => list(description, text('One of them.'));
const properties = (description: string): Schema => map(description, anything('A property.'));

/** Schemas of answers, by the name `ref` uses. */
export const fixtureSchemas: { readonly [name: string]: Schema } = {
  answers: list(
    'Answers; the first whose `when` fits.',
    either(
      'An answer.',
      record(
        'An error.',
        { error: text('Its class.'), 'when?': properties('The input it answers.') },
        { by: ['error'] },
      ),
      record(
        'An output.',
        { output: properties('What it answers.'), 'when?': properties('The input it answers.') },
        { by: [] },
      ),
    ),
  ),
};

const time = {
  person: text('Who.'),
  from: text('From this moment.'),
  until: text('Until that moment; a day, until it is over.'),
};

export const fixturesSchema = definition('fixtures', 'People, things and answers that stand in for the world.', {
  'people?': map('People, by id.', {
    type: 'object',
    description: 'A person.',
    properties: {
      groups: texts('Groups of the directory.'),
      accounts: map('Accounts elsewhere, by system.', { type: 'string' }),
    },
  }),
  'groups?': map('Groups that a group is in.', texts('Groups.')),
  'schedules?': map(
    'Who is on duty, by schedule.',
    list('People.', either('Somebody.', text('Always.'), record('For a shift.', time))),
  ),
  'absences?': list('Who is away.', record('An absence.', time)),
  'assets?': map('Assets, by id.', properties('An asset.')),
  'monitoring?': map('How assets are doing, by asset.', properties('What monitoring knows.')),
  'tickets?': map('Tickets, by id.', properties('A ticket.')),
  'articles?': list(
    'Articles of the knowledge base.',
    record('An article.', {
      id: text('Its id.'),
      title: text('Its title.'),
      url: text('Where it is.'),
      'verified?': flag('Somebody checked it.'),
      words: texts('Words it is found by.'),
    }),
  ),
  'past_tickets?': list(
    'Tickets that were resolved before.',
    record('A past ticket.', {
      id: text('Its id.'),
      workflow: text('The workflow that resolved it.'),
      summary: text('What it was about.'),
      outcome: text('What came of it.'),
      minutes: whole('How long it took.', 0),
      'notes?': texts('What was learned.'),
    }),
  ),
  'secrets?': map('Secrets, for tests alone.', { type: 'string' }),
  'actions?': map('What actions answer.', ref('answers')),
});
