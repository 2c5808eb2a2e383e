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
  | 'cursors'
>;

/** Where the rows of a store live. It holds no rule: what may be written is decided by `applyCommit`, the same for every store. */
export interface Tables extends Omit<Store, 'commit' | 'entries' | 'verify' | 'close'> {
  /** Adds an entry and moves the head of its stream. */
  append(row: EntryRow): void;
  isSeen(source: string, id: string): boolean;
  see(source: string, id: string): void;
  holders(key: string): readonly Holder[];
  hold(key: string, holder: Holder): void;
  free(key: string, holder: string): void;
  keep(rows: KeptRows): void;
  rows(stream: StreamId, after: number, atMost?: number): readonly EntryRow[];
  /** How many entries were ever appended, as counted apart from them. */
  total(): number;
  /** Every entry in the order it was appended, with its place in that order (from 1, without gaps). */
  everyRow(): Iterable<EntryRow & { readonly position: number }>;
  everyHead(): Iterable<readonly [StreamId, Head]>;
  /** The heads of the streams that got an entry after this place in the order. */
  headsAfter(position: number): readonly (readonly [StreamId, Head])[];
}
