import type { Store } from '@deskbook/core';
import { postgresStore } from '@deskbook/dbos';
import { type Emptying, emptying } from '../../packages/dbos/test/postgres/emptied.ts';
import { testDatabase } from '../../packages/dbos/test/postgres/test-database.ts';

/** The database of a host, emptied for each of its places. */
export interface HostDatabase {
  readonly url: string;
  readonly emptied: Emptying;
  /** Reads what is on record, at every place there is: one after another. */
  readonly store: Store;
}

/** Makes one. */
export async function hostDatabase(): Promise<HostDatabase> {
  const url = await testDatabase();
  return { url, emptied: await emptying(url), store: await postgresStore({ url }) };
}
