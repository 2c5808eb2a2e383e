import type { ApprovalState, Classification, Json, JsonObject } from '@deskbook/policies';
import type { NodeId } from '@deskbook/dsl/bundle';
import type { UnresolvedAccount } from '../events/desk-event.ts';
import type { Command } from './command.ts';
import type { Cause, Confinement, Gate, Visit } from './entry.ts';

/** Work that lies with a person at this moment. */
export interface OpenTask {
  readonly task: string;
  readonly what: 'task' | 'ask' | 'hold' | 'approval' | 'tree';
  readonly title: string | null;
  readonly assignees: readonly string[];
  readonly role: string | null;
  readonly deadline: string | null;
  /** Why a person is needed where the step itself is not for one. */
  readonly reason: string | null;
}

/** Why a node is held, and where it goes on when a person says `retry`. */
export interface Held {
  readonly phase: 'when' | 'requires' | 'verb' | 'end';
  readonly reason: string;
  readonly missing: readonly string[];
  /** The end that could not be reached, in phase `end`. */
  readonly end: string | null;
}

/** One item of an `each`, or the one child of a `run`. */
export interface Child {
  readonly key: string;
  readonly run: string | null;
  readonly end: string | null;
  readonly value: Json;
}

/** Where one node stands in its current visit. */
export interface NodeState {
  readonly visit: number;
  readonly status: 'waiting' | 'active' | 'inside' | 'held' | 'finished' | 'skipped' | 'undone' | 'dropped';
  /** The number of the last attempt; it only grows within a visit. */
  readonly attempt: number;
  /** Attempts made before a person last said `retry`: the retry policy counts from here. */
  readonly base: number;
  /** When the first attempt since then began; absent: none has. */
  readonly since?: string;
  /** How many tasks were opened in this visit; numbers their ids. */
  readonly opened: number;
  /** How many rounds of child runs there were in this visit. */
  readonly round: number;
  /** The outcome of its verb, once there is one. */
  readonly outcome: string | null;
  /** What `steps.<id>.…` reads. */
  readonly output: JsonObject;
  /** The block that is running inside it, if any. */
  readonly block: string | null;
  readonly task: OpenTask | null;
  readonly held: Held | null;
  /** The command that could not be carried out just now, and is tried again after a pause. */
  readonly blocked: string | null;
  readonly approval: ApprovalState | null;
  /** How often each seat of its approval was mailed. */
  readonly mailed: { readonly [seat: string]: number };
  /** Keys of the mails of its approval that were on their way, whatever became of them. */
  readonly asked: readonly string[];
  /** Seats whose last mail did not get through. */
  readonly unsent: readonly string[];
  /** By seat, those of its people whose own letter of the last mail did. Absent: nobody had one. */
  readonly reached?: { readonly [seat: string]: readonly string[] };
  /** In the order of the items. */
  readonly children: readonly Child[];
}

/** An effect that was asked of the world and has no end yet; `unknown` while nobody can tell whether it happened. */
export interface PendingEffect {
  readonly node: NodeId;
  readonly visit: number;
  readonly attempt: number;
  readonly action: string;
  readonly input: JsonObject;
  readonly unknown: boolean;
  /** What was last recorded of how far it has come. */
  readonly progress?: { readonly at: string; readonly note: string };
  readonly undo: boolean;
}

/** An effect that was done and can, perhaps, be taken back. In order of completion. */
export interface DoneEffect {
  readonly node: NodeId;
  readonly visit: number;
  readonly action: string;
  readonly key: string;
  readonly at: string;
  readonly input: JsonObject;
  readonly output: JsonObject;
  readonly undone: 'no' | 'done' | 'failed';
  /** The number of the last attempt to take it back. */
  readonly undoAttempt: number;
  /** Attempts to take it back before a person last said `retry`. */
  readonly undoBase: number;
  /** Open while its undo lies with a person. */
  readonly task: OpenTask | null;
}

/** A child run that was begun, in whichever visit. */
export interface Begun {
  readonly node: NodeId;
  readonly visit: number;
  readonly run: string;
  readonly ended: boolean;
}

/** How a run is being brought to its end: first what is in flight comes in, then what was done is taken back if `undo`. */
export interface Ending {
  readonly end: string;
  readonly undo: boolean;
  readonly by: string | null;
  readonly reason: string | null;
}

/** An event kept for a `wait` that is still to come, or that could not tell whether it is the one. */
export interface KeptEvent {
  readonly event: string;
  readonly source: string;
  readonly id: string;
  readonly facts: JsonObject;
  readonly undecided?: readonly Visit[];
  readonly unresolved?: readonly UnresolvedAccount[];
}

/** That a run stands still: who paused it, when and why. */
export interface Pause {
  readonly by: string;
  readonly at: string;
  readonly reason: string;
}

/** A run, folded from its entries. Plain data: it is what a checkpoint holds. */
export interface RunState {
  readonly run: string;
  readonly workflow: string;
  readonly bundle: string;
  readonly status: 'running' | 'undoing' | 'ended';
  readonly end: string | null;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  /** Until when it may be undone, where that was worked out on a calendar. */
  readonly undoUntil?: string;
  readonly input: JsonObject;
  readonly facts: JsonObject;
  readonly requester: string | null;
  readonly cause: Cause | null;
  readonly confine: Confinement | null;
  readonly classification: Classification | null;
  /** What each decision last classified the request as, before the run or in it. */
  readonly gates: { readonly [decision: string]: Gate };
  /** Approvals that were given in the run it is a part of. Its own are those of its steps. */
  readonly approvals: readonly string[];
  /** How urgent it is, 0 before all others; absent: after all that are. */
  readonly priority?: number;
  readonly claims: readonly string[];
  readonly nodes: { readonly [id: NodeId]: NodeState };
  /** Steps that were called otherwise when they began: under which id their keys and tasks go on. Absent: none was renamed. */
  readonly names?: { readonly [id: NodeId]: NodeId };
  readonly established: readonly string[];
  /** The step that established it, where one did. Going back to before that step takes it away again. */
  readonly establishedBy: { readonly [token: string]: NodeId };
  readonly effects: readonly DoneEffect[];
  /** By idempotency key. */
  readonly pending: { readonly [key: string]: PendingEffect };
  /** Every child run it has begun. */
  readonly begun: readonly Begun[];
  readonly ending: Ending | null;
  /** The end that stands, from when the steps of `finally` have begun; absent or null: they have not. */
  readonly finishing?: Ending | null;
  /** Absent or null: it is not paused. */
  readonly paused?: Pause | null;
  /** Others who paused it as well, in that order. */
  readonly pausedBesides?: readonly Pause[];
  /** How often a pause was lifted; absent: never. */
  readonly resumed?: number;
  /** How often each outcome went back: `<node>:<outcome>` → times. */
  readonly gone: { readonly [outcome: string]: number };
  readonly kept: readonly KeptEvent[];
  /** Who exercised which duty: `{ lena: ['request'], omar: ['approve'] }`. */
  readonly duties: { readonly [person: string]: readonly string[] };
  readonly outstanding: readonly Command[];
  /** How many entries made this state. */
  readonly count: number;
}
