import type { Desk, DeskOptions, Store } from '@deskbook/core';

/** How a store looks to a process, so that what befalls it can be made to: its nth commit is refused, or the last thing it did. */
export type Through = (store: Store) => Store;

/** A process that works over a place, as the host makes one. */
export interface Process {
  /** Opens its desk. Abandoned at any moment, it is dead: it is not closed first. */
  open(options: Omit<DeskOptions, 'store'>): Promise<Desk>;
  /** Ends it in good order. */
  close(): Promise<void>;
}

/** Where a desk's records are. It outlives the processes that work over it. */
export interface Place {
  /** What is on record, whichever process wrote it. */
  readonly store: Store;
  /** A process of the host's kind. */
  process(through?: Through): Promise<Process>;
  /** Has one more process work here beside those there are, until there is nothing to do; it may stay. */
  beside(options: Omit<DeskOptions, 'store'>): Promise<void>;
  /** Lets go of it, and of what is left of its processes. */
  end(): Promise<void>;
}

/** One way to run a desk. Every case must come out the same on each. */
export interface Host {
  readonly name: string;
  /**
   * What side-by-side branches write is in one order on hosts that work in one process, and in each branch's own order where
   * several do: then a run's entries are compared branch by branch. What is sealed is other bytes, that say the same: then hashes are
   * not compared.
   */
  readonly order: 'exact' | 'sealed' | 'by_branch';
  /** The cases that are lived on it in every run of the tests, where all would take too long: `CONFORMANCE=all` lives all. Absent: all. */
  readonly cases?: readonly string[];
  /** Of the faults, one in so many falls to it in an ordinary test run: the dearer it is to live on, the fewer. Absent: none does. */
  readonly share?: number;
  /** Processes are made to work at once, and share what there is to do. Absent: there is to be one, and a commit tells who was first where there are two. */
  readonly takesTurns?: true;
  /** A place with nothing in it. */
  newPlace(): Promise<Place>;
  /** When all is over. */
  end(): Promise<void>;
}

/** The cases that are lived in every run of the tests on a host that takes its time: between them, what is done side by side, by people, and by others. */
export const fewCases: readonly string[] = [
  'a-part-of-its-own',
  'a-session-in-a-run',
  'an-event-before-the-question',
  'in-parallel',
  'nobody-knows-what-happened',
  'paused-and-resumed',
  'undone-last-first',
];
