import { randomBytes } from 'node:crypto';
import { type PostgresKeys, postgresKeys } from '../../src/index.ts';
import { databaseBeside } from '../postgres/database-beside.ts';

/** Where the keys of a journal lie, as one process can tell it to another. */
export interface KeysPlace {
  readonly url: string;
  /** In Base64. */
  readonly wrappedBy: readonly string[];
}

/** A place for the keys of the journal in this database: another one beside it. */
export const keysBeside = async (journal: string): Promise<KeysPlace> => ({
  url: await databaseBeside(journal, '_keys'),
  wrappedBy: [randomBytes(32).toString('base64')],
});

/** Opens them, as every process does for itself. */
export const openKeys = ({ url, wrappedBy }: KeysPlace): Promise<PostgresKeys> =>
  postgresKeys({ url, wrappedBy: wrappedBy.map((key) => Buffer.from(key, 'base64')) });
