/**
 * Where the keys lie under which what is personal is sealed: one for every person, and a secret for everything that can be erased apart
 * from people (a run, a ticket, a session, a message that was rejected). To read what is sealed takes the keys of all whom it is about
 * and the secret of where it stands; destroy one of them, and nobody can read it again, wherever it was copied.
 *
 * What it gives back it has ready at once. What it makes or destroys is durable once it resolves.
 */
export interface PersonKeys {
  /** Which keys these are: a store remembers it, so that it is not opened with others. Null: there are none, see `noKeys`. */
  readonly id: string | null;
  /** Grows whenever something is destroyed: whoever holds keys in memory looks again. */
  readonly destroyed: number;
  /** The subject a person is now: their id and how often they were erased. Null: they have no key yet. */
  subject(person: string): Subject | null;
  /** The 32 bytes of a subject's key; null: there are none, or they were destroyed. */
  key(subject: Subject): Uint8Array | null;
  /** The 32 bytes of a scope's secret; null: there are none, or they were destroyed. */
  secret(scope: string): Uint8Array | null;
  /** The scopes there are secrets for whose name begins so, sorted. */
  scopes(prefix: string): readonly string[];
  /** Makes the keys and secrets that are not there yet. */
  make(wanted: { readonly people: Iterable<string>; readonly scopes: Iterable<string> }): Promise<void>;
  /** Destroys every key a person ever had. Comes the person again, they are another subject, with a key of their own. */
  erase(person: string, at: string): Promise<void>;
  /** Destroys the secrets of scopes. */
  forget(scopes: Iterable<string>): Promise<void>;
  /** Everybody who has or had a key, sorted by id, with when they were erased. */
  people(): readonly { readonly person: string; readonly erased: readonly string[]; readonly hasKey: boolean }[];
  /** Lets go of where they lie. Done again, it does nothing. */
  close(): void;
}

/** One life of a person's data: `1:lena`, and `2:lena` for what came after lena was erased. */
export type Subject = string;

/** The subject a person is in one of their lives, from 1. */
export const subjectOf = (person: string, life: number): Subject => `${life}:${person}`;

/** The person a subject is. */
export const personOf = (subject: Subject): string => subject.slice(subject.indexOf(':') + 1);
