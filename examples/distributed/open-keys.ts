/** The keys of what is personal: in a database beside the journal's, which is made where it is not there, and wrapped by what this machine keeps. */
import { type PostgresKeys, postgresKeys } from '@deskbook/dbos';
import { databaseBeside } from '../../packages/dbos/test/postgres/database-beside.ts';
import { wrappingKeys } from './wrapping-keys.ts';

/** Opens the keys of the journal at this URL. Each process does so for itself, and again whenever it opens its desk anew. */
export async function openKeys(url: string): Promise<PostgresKeys> {
  return postgresKeys({ url: await databaseBeside(url, '_keys'), wrappedBy: wrappingKeys() });
}
