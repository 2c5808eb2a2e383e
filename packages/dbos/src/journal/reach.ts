import { StoreError } from '@deskbook/core/stores';
import { type Session, openSession, troubleOf } from './connection.ts';

/** Tables that are made take longer than anything else. */
const LIMITS = { connect: 5_000, statement: 60_000, lock: 10_000, idleInTransaction: 2_000 };

/**
 * The first session with a database. What it says in an error has no URL in it, and so no password.
 *
 * @throws StoreError `unavailable`.
 */
export async function reach(url: string, name: string): Promise<Session> {
  try {
    return await openSession({ url, name, limits: LIMITS });
  } catch (error) {
    const why = troubleOf(error) === 'refused' ? 'refuses this session' : 'cannot be reached';
    throw new StoreError('unavailable', `the database ${why}: ${error instanceof Error ? error.message : String(error)}`); // prettier-ignore
  }
}
