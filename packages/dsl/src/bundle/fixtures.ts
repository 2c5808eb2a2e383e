import type { JsonObject } from '@deskbook/policies';

/** A person of a fixture directory. */
export interface FixturePerson {
  readonly id: string;
  readonly groups: readonly string[];
  /** Accounts elsewhere: `{ jira: '557058:…', email: 'lena@…' }`. */
  readonly accounts: { readonly [scheme: string]: string };
  readonly properties: JsonObject;
}

/** What a fixture action answers: the first whose `when` equals the input's values (all of them, if absent). */
export interface FixtureAnswer {
  readonly when: JsonObject | null;
  readonly output: JsonObject | null;
  readonly error: string | null;
}

/** A time of one person, from its beginning (inclusive) until its end (exclusive): an absence, a shift. An end that is a day lasts until it is over. */
export interface FixtureTime {
  readonly person: string;
  readonly from: string;
  readonly until: string;
}

/** People, assets, tickets and answers that stand in for the world, in tests and in the examples. */
export interface Fixtures {
  readonly id: string;
  readonly people: { readonly [id: string]: FixturePerson };
  /** Groups a group is directly in. */
  readonly groups: { readonly [group: string]: readonly string[] };
  /** Who is on duty: a person always, or for a shift. */
  readonly schedules: { readonly [schedule: string]: readonly (string | FixtureTime)[] };
  readonly absences: readonly FixtureTime[];
  readonly assets: { readonly [id: string]: JsonObject };
  /** How assets are doing, by asset. */
  readonly monitoring: { readonly [asset: string]: JsonObject };
  readonly tickets: { readonly [id: string]: JsonObject };
  readonly articles: readonly {
    readonly id: string;
    readonly title: string;
    readonly url: string;
    readonly verified: boolean;
    readonly words: readonly string[];
  }[];
  readonly pastTickets: readonly {
    readonly id: string;
    readonly workflow: string;
    readonly summary: string;
    readonly outcome: string;
    readonly minutes: number;
    readonly notes: readonly string[];
  }[];
  readonly secrets: { readonly [name: string]: string };
  readonly actions: { readonly [action: string]: readonly FixtureAnswer[] };
}
