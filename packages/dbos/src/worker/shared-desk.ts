import type { Clock, Desk, DeskOptions, Store } from '@deskbook/core';
import { type PersonKeys, privateStore } from '@deskbook/core/privacy';
import { StoreError } from '@deskbook/core/stores';
import { type DeskHost, type Turns, openHostedDesk, turnsOf } from '@deskbook/core/hosts';
import { postgresStore } from '../journal/postgres-store.ts';
import { controlConnection } from './control-connection.ts';
import { type DatabaseClock, databaseClock } from './database-clock.ts';
import type { Transact } from './transact.ts';

/** What a desk over PostgreSQL is opened with: the ports of every desk, and where the database is. */
export interface SharedDeskOptions extends Omit<DeskOptions, 'store'> {
  /** `postgresql://user@host:port/database`: the journal is in the schema `deskbook`, the queues in the schema `dbos`. */
  readonly url: string;
  /**
   * The keys that what is personal is sealed under (`postgresKeys`), in every process the same; they are closed with the desk. Null is a
   * decision: everything lies in the clear in the database, its log and its backups, and nobody can be erased.
   */
  readonly keys: PersonKeys | null;
  /** Puts something between the desk and its store: every read and every commit of this process goes through it, before it is sealed. */
  readonly around?: ((store: Store) => Store) | undefined;
}

/** How often the clock of the database is read, in milliseconds. */
const READ_CLOCK = 5_000;

/**
 * Opens a desk that takes everything in (events, answers, requests, sessions) and performs nothing: what has something to do is left to the
 * workers. Its `settle` resolves once they have nothing left to do. Once somebody was erased its commits fail with StoreError `closed`: it is
 * opened anew.
 *
 * @throws StoreError as `postgresStore` does.
 *
 * @example
 * const desk = await openSharedDesk({ url: 'postgresql://localhost/desk', keys, bundle, perform, directory });
 * await desk.receive(event);
 */
export async function openSharedDesk(options: SharedDeskOptions): Promise<Desk> {
  const { url } = options;
  const { store } = await openStore(options);
  const connection = controlConnection({ url, name: 'deskbook desk' });
  const clock = databaseClock();
  const read = (): Promise<void> => readClock(connection, clock);
  await read();
  const timer = setInterval(() => void read().catch(() => {}), READ_CLOCK).unref();
  const opened = await connectDesk({ ...options, clock: options.clock ?? clock }, store, { handOn: () => {} });
  return {
    ...opened.desk,
    close: async () => {
      clearInterval(timer);
      await opened.close();
      await connection.close();
    },
  };
}

/** A store as a desk has it. */
export interface OpenedStore {
  readonly store: Store;
  /** Whether keys were destroyed since: it takes no more commits, and is to be opened anew. */
  readonly isOver: () => boolean;
}

/** Opens the store of a desk, sealed where there are keys. Where it can't be opened, the keys are closed as well. */
export async function openStore(
  { url, keys, bundle, around = asItIs }: SharedDeskOptions,
  worker?: string,
): Promise<OpenedStore> {
  let below: Store | null = null;
  try {
    below = await postgresStore({ url, turnsOf, ...(worker === undefined ? {} : { worker }) });
    if (keys === null) return { store: around(below), isOver: () => false };
    const store = privateStore(below, { keys, bundle });
    return { store: around(store), isOver: store.isOver };
  } catch (error) {
    await below?.close();
    keys?.close();
    throw error;
  }
}

const asItIs = (store: Store): Store => store;

async function readClock(connection: ReturnType<typeof controlConnection>, clock: DatabaseClock): Promise<void> {
  const asked = performance.now();
  const { rows } = await connection.over((client) =>
    client.query<{ now: number }>('SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS now'),
  );
  if (rows[0] !== undefined) clock.set(rows[0].now, asked);
}

/** A desk over a store that many processes share, and its turns. */
export interface ConnectedDesk {
  readonly desk: Desk;
  readonly turns: Turns;
  readonly close: () => Promise<void>;
}

/** A desk whose runs go on wherever there is a worker. */
export async function connectDesk(
  options: SharedDeskOptions & { readonly clock: Clock },
  store: Store,
  host: Omit<DeskHost, 'settle'>,
): Promise<ConnectedDesk> {
  const connection = controlConnection({ url: options.url, name: 'deskbook settling' });
  let transact: Promise<Transact> | null = null;
  let isClosed = false;
  // What only looks whether there is work loads it then.
  const opened = (): Promise<Transact> =>
    (transact ??= import('./transact.ts').then(({ openTransact }) => openTransact(options.url)));
  const settle = async (): Promise<void> => {
    const queues = await opened();
    try {
      while (!(await isSettled(connection, queues, () => Date.parse(options.clock.now()))))
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
    } catch (error) {
      throw isClosed ? new StoreError('closed', 'the desk is closed') : error;
    }
  };
  const hosted = await openHostedDesk({ ...options, store }, { ...host, settle });
  return {
    ...hosted,
    close: async () => {
      isClosed = true;
      await hosted.desk.close();
      await (await transact)?.close();
      await connection.close();
    },
  };
}

/** How long between two looks whether anybody is still at work, in milliseconds. */
const PAUSE = 25;

const ASKED = `
  SELECT (SELECT last_value FROM deskbook.turns_number_seq)::text AS last,
    EXISTS (SELECT 1 FROM deskbook.turns) OR EXISTS (
      SELECT 1 FROM deskbook.runs WHERE NOT ended AND due_ms <= $1
    ) OR EXISTS (SELECT 1 FROM deskbook.timers WHERE due_ms <= $1) AS asked,
    to_regclass('dbos.workflow_status') IS NOT NULL AS queued`;

interface Asked {
  readonly last: string;
  readonly asked: boolean;
  /** There was ever a worker. */
  readonly queued: boolean;
}

/** Whether nobody is at work. A turn moves from the table to the queue and asks for others there: both are looked at twice, and no turn was asked for meanwhile. */
async function isSettled(
  connection: ReturnType<typeof controlConnection>,
  queues: Pick<Transact, 'isBusy'>,
  now: () => number,
): Promise<boolean> {
  const look = async () => {
    const { rows } = await connection.over((client) => client.query<Asked>(ASKED, [now()]));
    return rows[0] ?? { last: '', asked: true, queued: false };
  };
  const before = await look();
  if (before.asked || (before.queued && (await queues.isBusy()))) return false;
  const after = await look();
  return !after.asked && after.last === before.last && !(after.queued && (await queues.isBusy()));
}
