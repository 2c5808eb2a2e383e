import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Store, memoryStore, openDesk, sqliteStore } from '@deskbook/core';
import { memoryKeys, privateStore } from '@deskbook/core/privacy';
import { postgresStore } from '@deskbook/dbos';
import { type KeysPlace, keysBeside, openKeys } from '../../packages/dbos/test/keys/keys-beside.ts';
import { onDbos } from './dbos-host.ts';
import { type HostDatabase, hostDatabase } from './host-database.ts';
import { type Host, type Place, type Process, type Through, fewCases } from './host.ts';

/** The hosts there are, each as new. Another is added here, and every case runs on it. */
export const openHosts = (): readonly Host[] => [
  inMemory(),
  sealed(),
  inSqlite(),
  inPostgres(),
  sealedInPostgres(),
  onDbos('DBOS', {}),
  onDbos('DBOS with queues of effects', { '*': {} }),
];

const asItIs: Through = (store) => store;

/** A process that opens a desk over a store that is shared with those before and after it. */
function processOver(store: Store, close: () => Promise<void>, through: Through = asItIs): Process {
  return { open: (options) => openDesk({ ...options, store: through(store) }), close };
}

/** A place whose processes may be as many as one likes: the one that works beside others looks at all there is each time, as one that is new. */
function over(place: Omit<Place, 'beside'>): Place {
  let other: Promise<Process> | null = null;
  const beside: Place['beside'] = async (options) => (await (await (other ??= place.process())).open(options)).settle();
  return { ...place, beside };
}

function inMemory(): Host {
  return {
    name: 'in memory',
    order: 'exact',
    share: 4,
    newPlace: async () => {
      const store = memoryStore();
      return over({
        store,
        process: async (through) => processOver(store, async () => {}, through),
        end: async () => {},
      });
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
      return over({ store: open(), process: async (through) => processOver(open(), async () => {}, through), end: async () => {} }); // prettier-ignore
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
      return over({ store, process: async (through) => processOver(store, async () => {}, through), end: () => store.close() }); // prettier-ignore
    },
    end: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Each process has sessions of its own with the server. */
function inPostgres(): Host {
  let database: Promise<HostDatabase> | null = null;
  return {
    name: 'PostgreSQL',
    order: 'exact',
    share: 24,
    async newPlace(): Promise<Place> {
      const { url, emptied, store } = await (database ??= hostDatabase());
      await emptied.empty();
      const opened: Store[] = [];
      return over({
        store,
        async process(through) {
          const own = await postgresStore({ url });
          opened.push(own);
          return processOver(own, () => own.close(), through);
        },
        end: async () => void (await Promise.all(opened.map((each) => each.close()))),
      });
    },
    async end() {
      const { emptied, store } = (await database) ?? {};
      await store?.close();
      await emptied?.end();
    },
  };
}

/** Each process has the keys from a database of theirs as well. */
function sealedInPostgres(): Host {
  let database: Promise<{ readonly journal: HostDatabase; readonly keys: KeysPlace }> | null = null;
  const begin = async () => {
    const journal = await hostDatabase();
    return { journal, keys: await keysBeside(journal.url) };
  };
  return {
    name: 'PostgreSQL, sealed',
    order: 'sealed',
    share: 48,
    cases: fewCases,
    async newPlace(): Promise<Place> {
      const { journal, keys } = await (database ??= begin());
      await journal.emptied.empty();
      const opened: Store[] = [];
      const open = async (): Promise<Store> => {
        const store = privateStore(await postgresStore({ url: journal.url }), { keys: await openKeys(keys) });
        opened.push(store);
        return store;
      };
      return over({
        store: await open(),
        async process(through) {
          const own = await open();
          return processOver(own, () => own.close(), through);
        },
        end: async () => void (await Promise.all(opened.map((each) => each.close()))),
      });
    },
    async end() {
      const { store, emptied } = (await database)?.journal ?? {};
      await store?.close();
      await emptied?.end();
    },
  };
}
