import { StoreError } from '@deskbook/core/stores';
import pg from 'pg';

/** One session with the database, opened again whenever it was lost. What is asked is answered soon, or fails. */
export interface ControlConnection {
  /** Runs statements over one session, one caller after the other. Rejects with what the database or the way to it said; closed, with StoreError `closed`. */
  readonly over: <Result>(work: (client: pg.Client) => Promise<Result>) => Promise<Result>;
  readonly close: () => Promise<void>;
}

export interface ControlConnectionOptions {
  readonly url: string;
  readonly name: string;
  /** Told of what was notified on the channels it listens to. */
  readonly onNotice?: (payload: string) => void;
  /** Run over each new session before anything else. */
  readonly onOpen?: (client: pg.Client) => Promise<void>;
}

/** Nobody waits longer than this for a server that is away, in milliseconds. */
const PATIENCE = 2_000;

/** A session for what a worker does beside its journal: signs of life, and moving turns to their queue. */
export function controlConnection({ url, name, onNotice, onOpen }: ControlConnectionOptions): ControlConnection {
  let client: pg.Client | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let isClosed = false;

  async function opened(): Promise<pg.Client> {
    if (client !== null) return client;
    const fresh = new pg.Client({
      connectionString: url,
      application_name: name,
      connectionTimeoutMillis: PATIENCE,
      query_timeout: PATIENCE,
      statement_timeout: PATIENCE,
      idle_in_transaction_session_timeout: PATIENCE,
      keepAlive: true,
    });
    const drop = (): void => {
      if (client === fresh) client = null;
    };
    fresh.on('error', drop);
    fresh.on('end', drop);
    fresh.on('notification', ({ payload = '' }) => onNotice?.(payload));
    await fresh.connect();
    await onOpen?.(fresh);
    return (client = fresh);
  }

  async function run<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
    const session = await opened();
    try {
      return await work(session);
    } catch (error) {
      // What it was in the midst of is undone with it.
      client = null;
      await session.end().catch(() => {});
      throw error;
    }
  }

  return {
    over: (work) => {
      if (isClosed) return Promise.reject(new StoreError('closed', 'the desk is closed'));
      const turn = last.then(() => run(work));
      last = turn.catch(() => undefined);
      return turn;
    },
    close: async () => {
      isClosed = true;
      await last;
      await client?.end().catch(() => {});
    },
  };
}
