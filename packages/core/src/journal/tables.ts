import type { Head, StreamId } from './journal-entry.ts';
import type { EntryRow } from './link-entry.ts';
import type { Commit, Store } from './store.ts';

/** One holder of a claim. */
export interface Holder {
  readonly holder: string;
  readonly until: string | null;
}

/** The parts of a commit that are kept as they are, next to the chains. */
export type KeptRows = Pick<
  Commit,
  | 'checkpoints'
  | 'runs'
  | 'openTasks'
  | 'closeTasks'
  | 'tickets'
  | 'dropTickets'
  | 'dropCheckpoints'
  | 'bundles'
  | 'deadLetters'
  | 'dropLetters'
  | 'park'
  | 'unpark'
  | 'timers'
  | 'cursors'
>;

/** What is read of the tables of a store: all that a store tells, and what verification goes through. */
export interface ReadTables extends Omit<Store, 'commit' | 'entries' | 'verify' | 'close'> {
  /** Entries of one chain in order, from `after` (exclusive), all of them or `atMost` so many. */
  rows(stream: StreamId, after: number, atMost?: number): readonly EntryRow[];
  /** How many entries were ever appended, as counted apart from them. */
  total(): number;
  /** Every entry in the order it was appended, with its place in that order (from 1, without gaps). */
  everyRow(): Iterable<EntryRow & { readonly position: number }>;
  /** The head of every chain. */
  everyHead(): Iterable<readonly [StreamId, Head]>;
}

/** What a commit is decided by and written to. It holds no rule: `applyCommit` has them, the same for every store. */
export interface CommitTables extends Pick<ReadTables, 'head' | 'rows' | 'total'> {
  /** Adds an entry and moves the head of its stream. */
  append(row: EntryRow): void;
  /** Whether an event's identity was seen. */
  isSeen(source: string, id: string): boolean;
  /** Keeps an event's identity as seen. */
  see(source: string, id: string): void;
  /** Who holds a claim, those whose time is over among them. */
  holders(key: string): readonly Holder[];
  /** Adds a holder, or gives the one it has another time. */
  hold(key: string, holder: Holder): void;
  /** Takes a holder away, if it is there. */
  free(key: string, holder: string): void;
  /** Keeps the rows of a commit beside the chains. What can't be kept throws before any of it is. */
  keep(rows: KeptRows): void;
  /** The heads of the streams that got an entry after this place in the order. */
  headsAfter(position: number): readonly (readonly [StreamId, Head])[];
}

/** Where the rows of a store live. */
export interface Tables extends ReadTables, CommitTables {}
