import type { JsonObject } from '@deskbook/policies';
import type { Head, JournalEntry, StreamId } from './journal-entry.ts';

/** Room under a limit, asked for as part of a commit: at most `capacity` holders of `key` at once, each until `until` or release. */
export interface Claim {
  readonly key: string;
  readonly holder: string;
  readonly capacity: number;
  /** ISO 8601 instant; null: until released. */
  readonly until: string | null;
}

/** What a listing of runs shows and filters by. */
export interface RunRecord {
  readonly run: string;
  readonly workflow: string;
  readonly ticket: string | null;
  readonly requester: string | null;
  readonly status: 'running' | 'undoing' | 'ended';
  readonly end: string | null;
  readonly bundle: string;
  readonly startedAt: string;
  readonly updatedAt: string;
  /** The earliest instant at which a timer of it is due. */
  readonly due: string | null;
  readonly cause: string;
  /** The run it is a part of. */
  readonly parent: string | null;
  /** How urgent it is, 0 before all others; absent: after all that are. */
  readonly priority?: number;
  /** Somebody paused it: it begins nothing until somebody resumes it, and has no `due`. */
  readonly paused?: true;
  /** A step of it is tried again later by itself: mostly because a system is unavailable. */
  readonly retrying?: true;
  /** It only waits, for people or for its `due`: until something happens to it there is nothing to carry out. */
  readonly waiting?: true;
  /** The temporary role or broken glass that its requester has by it now; absent: none. */
  readonly activation?: { readonly of: string; readonly from: string; readonly until: string };
}

/** Open work for a person, listed so that it can be found and answered. */
export interface TaskRecord {
  readonly task: string;
  readonly run: string;
  readonly node: string;
  readonly kind: 'task' | 'ask' | 'hold' | 'approval' | 'tree';
  readonly assignees: readonly string[];
  readonly role: string | null;
  readonly deadline: string | null;
  readonly title: string;
  readonly details: JsonObject;
}

/** Work that is accepted and waits: a start until its limit has room or a person decides, an event until every run has been told. */
export interface Parked {
  readonly id: string;
  readonly kind: string;
  readonly at: string;
  readonly work: JsonObject;
}

/** Something that time alone changes, with what is known of it: the clocks of a ticket's SLA. Found by when it is due. */
export interface Timer {
  readonly id: string;
  /** When to look at it next, ISO 8601; null: nothing happens to it by itself. */
  readonly due: string | null;
  readonly state: JsonObject;
}

/** Something received that could not be used, kept exactly as it came. */
export interface DeadLetter {
  readonly id: string;
  readonly at: string;
  readonly source: string;
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
  readonly code: string;
  readonly message: string;
  readonly pointer: string | null;
  /** It was from whom it said, as its source's signature showed, or the host vouched for it. */
  readonly verified: boolean;
}

/**
 * One atomic change: all of it happens or none. Event identities come first (what was seen is a duplicate, however the heads
 * have moved), then heads (which also fences a stalled process), then claims; the first that does not hold refuses the commit and says which.
 */
export interface Commit {
  /** For each stream appended to, or that the change rests on, the head it is expected to have; null: it must not exist yet. */
  readonly expect: { readonly [stream: StreamId]: Head | null };
  readonly append: readonly {
    readonly stream: StreamId;
    readonly at: string;
    readonly cause: string;
    readonly body: JsonObject & { readonly type: string };
  }[];
  /** Event identities (`source` + `id`) that must not have been seen, and are from now on. */
  readonly seen?: readonly { readonly source: string; readonly id: string }[];
  readonly claim?: readonly Claim[];
  readonly release?: readonly { readonly key: string; readonly holder: string }[];
  /** Checkpoints: the folded state of a run after its last entry, as JSON. Rebuildable; never the truth. */
  readonly checkpoints?: readonly { readonly run: string; readonly sequence: number; readonly state: JsonObject }[];
  readonly runs?: readonly RunRecord[];
  readonly openTasks?: readonly TaskRecord[];
  readonly closeTasks?: readonly string[];
  /** The last recorded facts of a ticket, by id, with the time of the event that told them. */
  readonly tickets?: readonly { readonly id: string; readonly time: string; readonly facts: JsonObject }[];
  /** Tickets, and checkpoints of runs, of which nothing is kept any more beside the chains. */
  readonly dropTickets?: readonly string[];
  readonly dropCheckpoints?: readonly string[];
  readonly bundles?: readonly { readonly hash: string; readonly json: string }[];
  readonly deadLetters?: readonly DeadLetter[];
  /** Dead letters that are no longer any: what they hold was taken in. */
  readonly dropLetters?: readonly string[];
  readonly park?: readonly Parked[];
  readonly unpark?: readonly string[];
  /** Put in the place of what was kept under the same id. */
  readonly timers?: readonly Timer[];
  readonly cursors?: readonly { readonly name: string; readonly value: string }[];
  /**
   * Runs that have something to do because of it, and that nobody has in hand. A store that several processes share keeps them until one has
   * looked; one that is written by a single process need not.
   */
  readonly touched?: readonly string[];
}

/** A commit that is durable, with the new heads, or the first thing that did not hold. */
export type CommitResult =
  | { readonly ok: true; readonly heads: { readonly [stream: StreamId]: Head } }
  | { readonly ok: false; readonly reason: 'head_moved'; readonly stream: StreamId }
  | { readonly ok: false; readonly reason: 'already_seen'; readonly source: string; readonly id: string }
  | { readonly ok: false; readonly reason: 'claim_refused'; readonly key: string; readonly holders: readonly string[] };

/** Where the desk keeps everything. `commit` resolves once the change is durable. Reads see committed changes only. */
export interface Store {
  /** Makes one atomic change, or refuses it whole. Resolves once it is durable. */
  commit(commit: Commit): Promise<CommitResult>;
  /** Entries of one chain in order, from `after` (exclusive; 0 = all), all of them or `atMost` so many. */
  entries(stream: StreamId, after?: number, atMost?: number): readonly JournalEntry[];
  /** The end of a chain; null where there is none. */
  head(stream: StreamId): Head | null;
  /** The ids of all chains that start so, sorted. */
  streams(prefix: string): readonly StreamId[];
  /** The last checkpoint of a run: its state after the entry of that sequence. */
  checkpoint(run: string): { readonly sequence: number; readonly state: JsonObject } | null;
  /** One run as a listing shows it. */
  run(run: string): RunRecord | null;
  /**
   * Runs that fit, oldest first. `dueBy`: whose next timer is due by that instant; `ready`: that are open and do more than wait;
   * `activatedBy`: that give this person something now.
   */
  runs(filter: {
    readonly status?: 'open' | 'ended';
    readonly workflow?: string;
    readonly ticket?: string;
    readonly dueBy?: string;
    readonly ready?: true;
    readonly parent?: string;
    readonly activatedBy?: string;
  }): readonly RunRecord[];
  /** One piece of open work; null once it is closed. */
  task(task: string): TaskRecord | null;
  /** Open work that fits, oldest first. */
  tasks(filter: { readonly assignee?: string; readonly run?: string }): readonly TaskRecord[];
  /** A ticket as last recorded, with the time of the event that told of it. */
  ticket(id: string): { readonly time: string; readonly facts: JsonObject } | null;
  /** Every recorded ticket. */
  tickets(): Iterable<{ readonly id: string; readonly time: string; readonly facts: JsonObject }>;
  /** The JSON of a bundle that was kept, by its hash. */
  bundle(hash: string): string | null;
  /** What was received and could not be used, oldest first. */
  deadLetters(): readonly DeadLetter[];
  /** One of them. */
  deadLetter(id: string): DeadLetter | null;
  /** What waits, in the order it came. */
  parked(kind: string): readonly Parked[];
  /** What is kept under the id of a timer. */
  timer(id: string): Timer | null;
  /** Timers that are due by an instant, in the order of when and then of their ids; or all of them, by id, from one on (exclusive). */
  timers(
    filter: { readonly dueBy: string; readonly atMost: number } | { readonly after: string; readonly atMost: number },
  ): readonly Timer[];
  /** The earliest instant at which a run or a timer is due; null: none is. */
  nextDue(): string | null;
  /** How far something has been read. */
  cursor(name: string): string | null;
  /** Every stored chain, entry and seal checked, or one chain alone; the first that does not fit is named. */
  verify(stream?: StreamId): Verification;
  /** Seals what was written, and lets others open it. */
  close(): Promise<void>;
}

/** What verification found. */
export type Verification =
  | { readonly ok: true; readonly streams: number; readonly entries: number; readonly seals: number }
  | { readonly ok: false; readonly stream: StreamId; readonly sequence: number; readonly problem: string };
