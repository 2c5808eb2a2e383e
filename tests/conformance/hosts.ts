import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Store, memoryStore, openDesk, sqliteStore } from '@deskbook/core';
import { memoryKeys, privateStore } from '@deskbook/core/privacy';
import { type DeskWorker, openWorker, postgresStore } from '@deskbook/dbos';
import { type KeysPlace, keysBeside, openKeys } from '../../packages/dbos/test/keys/keys-beside.ts';
import { type Emptying, emptying } from '../../packages/dbos/test/postgres/emptied.ts';
import { testDatabase, withDatabase } from '../../packages/dbos/test/postgres/test-database.ts';
import type { Host, Place, Process, Through } from './host.ts';

/** The hosts there are, each as new. Another is added here, and every case runs on it. */
export const openHosts = (): readonly Host[] => [
  inMemory(),
  sealed(),
  inSqlite(),
  inPostgres(),
  sealedInPostgres(),
  onDbos(),
];

const asItIs: Through = (store) => store;

/** A process that opens a desk over a store that is shared with those before and after it. */
function processOver(store: Store, close: () => Promise<void>, through: Through = asItIs): Process {
  return { open: (options) => openDesk({ ...options, store: through(store) }), close };
}

function inMemory(): Host {
  return {
    name: 'in memory',
    order: 'exact',
    share: 4,
    newPlace: async () => {
      const store = memoryStore();
      return { store, process: async (through) => processOver(store, async () => {}, through), end: async () => {} };
    },
    end: async () => {},
  };
}

/** What is personal is sealed on its way to the store, whichever it is, and opened on its way back. */
function sealed(): Host {
  return {
    name: 'sealed',
    order: 'sealed',
    share: 16,
    newPlace: async () => {
      const below = memoryStore();
      const keys = memoryKeys();
      const open = (): Store => privateStore(below, { keys });
      return { store: open(), process: async (through) => processOver(open(), async () => {}, through), end: async () => {} }; // prettier-ignore
    },
    end: async () => {},
  };
}

/** One file has one writer: a process that dies leaves it to the next one by dying, which here is the same. */
function inSqlite(): Host {
  const folder = mkdtempSync(join(tmpdir(), 'deskbook-conformance-'));
  let files = 0;
  return {
    name: 'SQLite',
    order: 'exact',
    share: 8,
    newPlace: async () => {
      const store = sqliteStore(join(folder, `${(files += 1)}.db`));
      return { store, process: async (through) => processOver(store, async () => {}, through), end: () => store.close() }; // prettier-ignore
    },
    end: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

interface Database {
  readonly url: string;
  readonly emptied: Emptying;
  /** Reads what is on record, at every place there is: one after another. */
  readonly store: Store;
}

/** Each process has sessions of its own with the server. */
function inPostgres(): Host {
  let database: Promise<Database> | null = null;
  const begin = async (): Promise<Database> => {
    const url = await testDatabase();
    return { url, emptied: await emptying(url), store: await postgresStore({ url }) };
  };
  return {
    name: 'PostgreSQL',
    order: 'exact',
    share: 24,
    async newPlace(): Promise<Place> {
      const { url, emptied, store } = await (database ??= begin());
      await emptied.empty();
      const opened: Store[] = [];
      return {
        store,
        async process(through) {
          const own = await postgresStore({ url });
          opened.push(own);
          return processOver(own, () => own.close(), through);
        },
        end: async () => void (await Promise.all(opened.map((each) => each.close()))),
      };
    },
    async end() {
      const { emptied, store } = (await database) ?? {};
      await store?.close();
      await emptied?.end();
    },
  };
}

/** Cases of every kind of work there is, for hosts on which all would take too long. */
const everyKind = [
  'a-part-of-its-own',
  'a-session-in-a-run',
  'an-event-before-the-question',
  'in-parallel',
  'nobody-knows-what-happened',
  'paused-and-resumed',
  'undone-last-first',
];

/** Each process has the keys from a database of theirs as well. */
function sealedInPostgres(): Host {
  let database: Promise<Pick<Database, 'url' | 'emptied'> & { readonly keys: KeysPlace }> | null = null;
  const begin = async () => {
    const url = await testDatabase();
    return { url, emptied: await emptying(url), keys: await keysBeside(url) };
  };
  return {
    name: 'PostgreSQL, sealed',
    order: 'sealed',
    share: 24,
    cases: everyKind,
    async newPlace(): Promise<Place> {
      const { url, emptied, keys } = await (database ??= begin());
      await emptied.empty();
      const opened: Store[] = [];
      const open = async (): Promise<Store> => {
        const store = privateStore(await postgresStore({ url }), { keys: await openKeys(keys) });
        opened.push(store);
        return store;
      };
      return {
        store: await open(),
        async process(through) {
          const own = await open();
          return processOver(own, () => own.close(), through);
        },
        end: async () => void (await Promise.all(opened.map((each) => each.close()))),
      };
    },
    async end() {
      await (await database)?.emptied.end();
    },
  };
}

/**
 * Turns through the queues of DBOS. A process has one worker, so that each opens when the one before is dead: whose lease was taken as it
 * would have been after its silence, and that has noticed.
 */
function onDbos(): Host {
  let database: Promise<Database> | null = null;
  const begin = async (): Promise<Database> => {
    const url = await testDatabase();
    return { url, emptied: await emptying(url), store: await postgresStore({ url }) };
  };
  return {
    name: 'DBOS',
    order: 'by_branch',
    share: 40,
    opensOwnStore: true,
    cases: everyKind,
    async newPlace(): Promise<Place> {
      const { url, emptied, store } = await (database ??= begin());
      await emptied.empty();
      let worker: DeskWorker | null = null;
      const bury = async (): Promise<void> => {
        if (worker === null) return;
        const fence = 'UPDATE deskbook.workers SET fenced = true WHERE worker = $1';
        await withDatabase(url, (session) => session.query(fence, [worker?.name]));
        await worker.ended;
        worker = null;
      };
      return {
        store,
        process: async () => ({
          open: async (options) => {
            await bury();
            worker = await openWorker({ ...options, url, keys: null, worker: 'conformance' });
            return worker.desk;
          },
          close: async () => worker?.close(),
        }),
        end: async () => {
          await worker?.close();
        },
      };
    },
    async end() {
      const { emptied, store } = (await database) ?? {};
      await store?.close();
      await emptied?.end();
    },
  };
}
