import { migrate } from '../../src/journal/migrations.ts';
import { openSession } from '../../src/journal/connection.ts';

/** What is on record is deleted, the tables stay: the quickest way to a store in which nothing is. */
const EMPTY = `DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'deskbook' AND tablename NOT IN ('log', 'migrations') LOOP
    EXECUTE 'DELETE FROM deskbook.' || quote_ident(name);
  END LOOP;
  UPDATE deskbook.log SET entries = 0, unsealed = 0, latest = NULL;
END $$`;

/** Empties stores in one database, over a session that is kept for it. */
export interface Emptying {
  empty(): Promise<void>;
  end(): Promise<void>;
}

/** Opens a session that does so. */
export async function emptying(url: string): Promise<Emptying> {
  const limits = { connect: 5_000, statement: 30_000, lock: 30_000, idleInTransaction: 30_000 };
  const session = await openSession({ url, name: 'deskbook tests', limits });
  await migrate(session);
  return { empty: async () => void (await session.query(EMPTY)), end: () => session.end() };
}
