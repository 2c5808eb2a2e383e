import type { Bundle } from '@deskbook/dsl/bundle';
import type { JournalEntry, StreamId } from '../journal/journal-entry.ts';
import { StoreError } from '../journal/store-error.ts';
import type { Commit, CommitResult, DeadLetter, Parked, Store, TaskRecord, Timer } from '../journal/store.ts';
import { keysInTurn } from './keys-in-turn.ts';
import { openCheckpoint, openEntry, openLetter, openParked, openTask, openTicket, openTimer } from './open-rows.ts';
import type { PersonKeys } from './person-keys.ts';
import { emptyCommit, needsOf, placeCommit } from './seal-commit.ts';
import { sealer as sealerOver } from './sealer.ts';
import { streamPeople } from './stream-people.ts';
import { type Vocabulary, noVocabulary, vocabularyOf } from './vocabulary.ts';

/** What a private store is opened with. */
export interface PrivateStoreOptions {
  readonly keys: PersonKeys;
  /** Whose fields say what is personal; without it, every text is taken for personal until a bundle is kept in the store. */
  readonly bundle?: Bundle | undefined;
}

/** A store that keeps what is personal sealed, and reads it back as it was. */
export interface PrivateStore extends Store {
  readonly keys: PersonKeys;
  /** The store as it is, unopened: what is personal in it is boxes. */
  readonly sealed: Store;
}

type Ticket = NonNullable<ReturnType<Store['ticket']>>;

/** Where a store remembers which keys it was sealed with. */
const KEYS_CURSOR = 'privacy.keys';

/** Which keys a store was sealed with, as their `id`; null: nothing in it is sealed. */
export const keysOf = (store: Pick<Store, 'cursor'>): string | null => store.cursor(KEYS_CURSOR);

/**
 * Stands around a store, whichever it is: what is personal in a commit is sealed under keys of the people it is about before it gets there,
 * and opened when it is read. Ids, moments, numbers, decisions and references stay in the clear: by them a journal can be read, folded
 * and verified, also after a key has been destroyed. What was stored before, unsealed, is read as it is.
 *
 * Once somebody has been erased it takes no more commits: whoever has read from it still holds what was erased. Open the store anew.
 *
 * @throws StoreError `wrong_keys` where the store was sealed with other keys.
 *
 * @example
 * const store = privateStore(sqliteStore('desk.db'), { keys: fileKeys('desk.db.keys'), bundle });
 */
export function privateStore(store: Store, { keys, bundle }: PrivateStoreOptions): PrivateStore {
  const sealedWith = keysOf(store);
  if (sealedWith !== null && keys.id !== null && sealedWith !== keys.id)
    throw new StoreError('wrong_keys', 'the store was sealed with other keys');
  const opened = keys.destroyed;
  const sealer = sealerOver(keys);
  let isMarked = sealedWith !== null;
  let known: Vocabulary | null = null;
  // Read from the bundle when something is written: whoever only reads needs none.
  const vocabulary = (): Vocabulary => (known ??= bundle === undefined ? noVocabulary : vocabularyOf(bundle));
  const people = streamPeople(store, vocabulary);

  const turns = keysInTurn(sealer, keys);

  async function commit(wanted: Commit): Promise<CommitResult> {
    if (keys.id === null) throw new StoreError('read_only', 'without its keys a store can only be read');
    if (keys.destroyed !== opened) throw new StoreError('closed', 'keys were destroyed: open the store anew');
    for (const kept of wanted.bundles ?? []) known = vocabularyIn(kept.json) ?? known;
    const sealing = { vocabulary: vocabulary(), people, sealer };
    const placed = placeCommit(wanted, sealing);
    const needs = needsOf(placed);
    const first = turns.make(needs.people, needs.scopes);
    if (first !== null) await first;
    const emptied = emptyCommit(placed, sealing);
    const second = sealer.lacking(emptied.people, []) === null ? null : turns.make(emptied.people, []);
    if (second !== null) await second;
    const sealed = emptied.seal();
    const result = await store.commit(isMarked ? sealed : marked(sealed, keys.id));
    if (result.ok) {
      isMarked = true;
      for (const [stream, ids] of emptied.within) {
        people.appended(stream, wanted.expect[stream]?.sequence ?? 0, result.heads[stream]?.sequence ?? 0, ids);
      }
    }
    return result;
  }

  /** Tickets as they were opened, while the store gives the same ones: one is read several times at every step about it. */
  let tickets = new WeakMap<object, Ticket>();
  let openedUnder = keys.destroyed;
  const readTicket = (id: string): Ticket | null => {
    if (keys.destroyed !== openedUnder) tickets = new WeakMap();
    openedUnder = keys.destroyed;
    const ticket = store.ticket(id);
    if (ticket === null) return null;
    const readable = tickets.get(ticket) ?? openTicket(id, ticket, sealer);
    tickets.set(ticket, readable);
    return readable;
  };

  return {
    ...store,
    keys,
    sealed: store,
    commit,
    entries: (stream: StreamId, after?: number, atMost?: number): readonly JournalEntry[] =>
      store.entries(stream, after, atMost).map((entry) => openEntry(entry, sealer)),
    checkpoint: (run) => openCheckpoint(run, store.checkpoint(run), sealer),
    task: (task) => openTask(store.task(task), sealer),
    tasks: (filter) => store.tasks(filter).map((task) => openTask(task, sealer) as TaskRecord),
    timer: (id) => openTimer(store.timer(id), sealer),
    timers: (filter) => store.timers(filter).map((timer) => openTimer(timer, sealer) as Timer),
    ticket: readTicket,
    *tickets() {
      for (const ticket of store.tickets()) yield openTicket(ticket.id, ticket, sealer);
    },
    deadLetters: () => store.deadLetters().map((letter) => openLetter(letter, sealer) as DeadLetter),
    deadLetter: (id) => openLetter(store.deadLetter(id), sealer),
    async close() {
      await turns.settled();
      await store.close();
      keys.close();
    },
    parked: (kind) => store.parked(kind).flatMap((parked): readonly Parked[] => openParked(parked, sealer)),
  };
}

const marked = (commit: Commit, id: string): Commit => ({
  ...commit,
  cursors: [...(commit.cursors ?? []), { name: KEYS_CURSOR, value: id }],
});

/** The vocabulary of a bundle that is being kept; null: it is none. Whoever keeps it has checked it. */
function vocabularyIn(json: string): Vocabulary | null {
  try {
    const bundle: unknown = JSON.parse(json);
    return vocabularyOf(bundle as Bundle);
  } catch {
    return null;
  }
}
