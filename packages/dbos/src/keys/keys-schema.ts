import type { Schema } from '../journal/migrations.ts';

/**
 * The keys. A person's has a row for each of their lives, also once it is gone, so that the next life has another number. Rows are found by
 * `person_key` and `scope_key`, in which a long name is a digest. `wrapped_by` of `about` is the wrapping key that new ones are wrapped
 * with, and `leaving` another that some may still be wrapped with.
 */
export const KEYS: Schema = {
  name: 'deskbook_keys',
  what: 'keys',
  apartFrom: 'deskbook',
  migrations: [
    `
    CREATE TABLE deskbook_keys.about (
      one integer PRIMARY KEY CHECK (one = 1),
      id text NOT NULL,
      destroyed bigint NOT NULL,
      wrapped_by text NOT NULL,
      leaving text
    );
    CREATE TABLE deskbook_keys.people (
      person_key text COLLATE "C" NOT NULL,
      life integer NOT NULL,
      person text COLLATE "C" NOT NULL,
      wrapped_by text,
      wrapped bytea,
      erased text,
      PRIMARY KEY (person_key, life)
    );
    CREATE TABLE deskbook_keys.scopes (
      scope_key text COLLATE "C" PRIMARY KEY,
      scope text COLLATE "C" NOT NULL,
      wrapped_by text NOT NULL,
      wrapped bytea NOT NULL
    );
    `,
  ],
};
