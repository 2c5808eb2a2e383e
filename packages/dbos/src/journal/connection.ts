import pg from 'pg';

/** How a session behaves: each value in milliseconds. */
export interface SessionLimits {
  /** How long it may take to reach the server. */
  readonly connect: number;
  /** How long one statement may take, waiting for locks included. */
  readonly statement: number;
  /** How long it waits for a lock. */
  readonly lock: number;
  /** How long it may sit in a transaction without saying anything: a process that was stopped there holds up the others no longer than this. */
  readonly idleInTransaction: number;
}

/** What a session is opened with. */
export interface SessionOptions {
  readonly url: string;
  readonly name: string;
  readonly limits: SessionLimits;
  readonly pipeline?: boolean;
}

/** A session with the server. */
export interface Session extends pg.Client {
  /** Keeps the process alive. */
  ref(): void;
  /** Does not keep it alive. */
  unref(): void;
}

/** Opens a session. Numbers of eight bytes come back as texts. */
export async function openSession({ url, name, limits, pipeline = false }: SessionOptions): Promise<Session> {
  const client = new pg.Client({
    connectionString: url,
    application_name: name,
    pipeline,
    keepAlive: true,
    connectionTimeoutMillis: limits.connect,
    statement_timeout: limits.statement,
    query_timeout: limits.statement + limits.connect,
    lock_timeout: limits.lock,
    idle_in_transaction_session_timeout: limits.idleInTransaction,
  });
  // What was on its way is told by its own promise; a session that ends with nothing on its way is noticed when it is used next.
  client.on('error', () => {});
  try {
    await client.connect();
    // What is acknowledged is on disk, however the database is set.
    await client.query(`SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'`); // prettier-ignore
    return client as Session;
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
}

/** What kind of trouble an error of the database is. */
export type Trouble =
  /** The session is gone, or can't be opened now: another may be. */
  | 'session_lost'
  /** The transaction was undone through no fault of its own: it may be tried again. */
  | 'try_again'
  /** The server has no room, or takes no more. */
  | 'exhausted'
  /** It will not do, however often it is tried. */
  | 'refused';

/** Sorts an error of the driver, or of the server, by what can be done about it. */
export function troubleOf(error: unknown): Trouble {
  const code = codeOf(error);
  // Without a code of the server's own, it is the way to the server that failed.
  if (code === null || !/^(?=.*\d)[0-9A-Z]{5}$/u.test(code)) return 'session_lost';
  if (LOST.test(code)) return 'session_lost';
  if (AGAIN.has(code)) return 'try_again';
  return code.startsWith('53') || code.startsWith('58') ? 'exhausted' : 'refused';
}

/** Connection failures; ended by an administrator, a crash or the timeout of an idle transaction; starting up; too many connections. */
const LOST = /^(?:08...|57P0[1-5]|25P0[3-4]|53300)$/u;
/** A failed serialization, a deadlock, a lock that was not to be had in time, a statement that took too long, one in an undone transaction. */
const AGAIN = new Set(['40001', '40P01', '55P03', '57014', '25P02']);

function codeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}
