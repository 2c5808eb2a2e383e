import { destroyKeys, orphans } from './destroy-keys.ts';
import { type PersonData, personData } from './person-data.ts';
import type { PrivateStore } from './private-store.ts';

/** Who erases whom, and why. */
export interface ErasePerson {
  readonly person: string;
  readonly by: string;
  readonly reason: string;
  /** When, as an ISO 8601 instant. */
  readonly at: string;
  /** Names and addresses by which rejected messages may speak of them. */
  readonly knownAs?: readonly string[];
}

/** What an erasure does, or would do. */
export interface Erasure {
  readonly person: string;
  readonly runs: number;
  readonly openRuns: number;
  readonly tickets: number;
  readonly entries: number;
  /** Entries about others in which one of their names or addresses stands. They stay as they are. */
  readonly mentions: number;
  /** Rejected messages that are deleted whole. */
  readonly rejected: readonly string[];
  /** What waited and now never begins. */
  readonly waiting: readonly string[];
}

/** What erasing somebody would do. Changes nothing. */
export function previewErasure(
  store: PrivateStore,
  person: string,
  options: { readonly knownAs?: readonly string[] } = {},
): Erasure {
  return erasureOf(personData(store, person, options));
}

/**
 * Erases a person: their keys are destroyed, and with them everything that was sealed for them, alone or together with others, in this store and in
 * every copy of it. Rejected messages that speak of them, and what waits for them, are deleted. That it happened is journaled first, by id, so
 * that it can be done again if it was interrupted. Nobody who opened the store before commits to it again, in whichever process: it is opened
 * anew.
 */
export async function erasePerson(
  store: PrivateStore,
  { person, by, reason, at, knownAs = [] }: ErasePerson,
): Promise<Erasure> {
  const erasure = previewErasure(store, person, { knownAs });
  const { rejected, waiting } = erasure;
  const body = { type: 'person.erased', subject: person, by, reason, letters: [...rejected] };
  await destroyKeys(store, { body, at, beside: { dropLetters: rejected, unpark: waiting } }, async () => {
    await store.keys.erase(person, at);
    await store.keys.forget(orphans(store));
  });
  return erasure;
}

const erasureOf = ({ person, runs, tickets, entries, mentions, rejected, waiting }: PersonData): Erasure => ({
  person,
  runs: runs.length,
  openRuns: runs.filter(({ status }) => status !== 'ended').length,
  tickets: tickets.length,
  entries: entries.length,
  mentions: mentions.length,
  rejected: rejected.map(({ id }) => id),
  waiting: waiting.map(({ id }) => id),
});
