import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { type PostgresKeys, postgresKeys } from '../../src/index.ts';

/** Where the keys of a journal lie, as one process can tell it to another. */
export interface KeysPlace {
  readonly url: string;
  /** In Base64. */
  readonly wrappedBy: readonly string[];
}

/** Makes a database for the keys of the journal in this one, beside it on its server. */
export async function keysBeside(journal: string): Promise<KeysPlace> {
  const url = new URL(journal);
  url.pathname += '_keys';
  const client = new pg.Client(journal);
  await client.connect();
  await client.query(`CREATE DATABASE ${url.pathname.slice(1)}`);
  await client.end();
  return { url: url.href, wrappedBy: [randomBytes(32).toString('base64')] };
}

/** Opens them, as every process does for itself. */
export const openKeys = ({ url, wrappedBy }: KeysPlace): Promise<PostgresKeys> =>
  postgresKeys({ url, wrappedBy: wrappedBy.map((key) => Buffer.from(key, 'base64')) });
