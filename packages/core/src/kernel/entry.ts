import type {
  AccessDecision,
  ApprovalEntry,
  Classification,
  ClassificationResult,
  DecisionResult,
  Evaluation,
  FilledSeat,
  Json,
  JsonObject,
  Reference,
} from '@deskbook/policies';
import type { BusinessStep } from '@deskbook/policies/calendars';
import type { NodeId } from '@deskbook/dsl/bundle';
import type { UnresolvedAccount } from '../events/desk-event.ts';
import type { Command } from './command.ts';

/** Everything that follows from neither graph nor history arrives as one of these: the kernel folds them and asks nothing else. */
export type Entry = { readonly at: string } & EntryBody;

/** Names one visit of a node: its id, and how often the run has gone back to it (0 = the first time). */
export interface Visit {
  readonly node: NodeId;
  readonly visit: number;
}

/** What an entry says, without its time. */
export type EntryBody = RunEntry | DecidingEntry | EffectEntry | AnswerEntry | TimeEntry | UndoEntry | BlockedEntry;

/** The run as a whole. */
export type RunEntry =
  | {
      readonly type: 'run.started';
      readonly run: string;
      readonly workflow: string;
      readonly bundle: string;
      readonly input: JsonObject;
      /** Facts by root as they were at the start (`ticket`, `request`, `event`, `form`, …). */
      readonly facts: JsonObject;
      readonly requester: string | null;
      readonly cause: Cause;
      readonly confine: Confinement | null;
      readonly classification: Classification | null;
      /** How urgent it is, 0 before all others; absent: after all that are. */
      readonly priority?: number;
      /** Claims to release when it ends, by key. */
      readonly claims?: readonly string[];
      /** What a child run has from its parent. */
      readonly inherited?: Inheritance;
    }
  | { readonly type: 'run.cancelled'; readonly by: string | null; readonly reason: string }
  /** Nothing new is begun from now on; what is in flight comes in, and people may answer. */
  | { readonly type: 'run.paused'; readonly by: string; readonly reason: string }
  | {
      readonly type: 'run.resumed';
      readonly by: string;
      readonly reason: string;
      /** Whose pauses are lifted; absent: all of them. */
      readonly of?: readonly string[];
    }
  | Moved
  | {
      readonly type: 'run.ended';
      readonly end: string;
      /** Until when it may be undone, where the window is business time; by the clock it follows from the end. */
      readonly undoUntil?: string;
    };

/**
 * A run goes on over the graph of another bundle: this entry, and what follows it, is folded over that one. It is written only where
 * nothing stood in the way, which is decided before and never again.
 */
export interface Moved {
  readonly type: 'run.moved';
  /** The bundles, by hash. */
  readonly from: string;
  readonly to: string;
  /** The workflow in the new bundle. */
  readonly workflow: string;
  /** Steps that are called otherwise there, old id to new. All others are called the same. */
  readonly map: { readonly [node: NodeId]: NodeId };
  readonly by: string;
  readonly reason: string;
}

/** What holds in a child run from its start: it is a part of its parent, and is neither more nor less allowed. */
export interface Inheritance {
  readonly established: readonly string[];
  readonly duties: { readonly [person: string]: readonly string[] };
  readonly gates: { readonly [decision: string]: Gate };
  /** Approvals that were given. */
  readonly approvals: readonly string[];
}

/** What a classification lets through, and which approval it asks for; null: any. */
export interface Gate {
  readonly result: ClassificationResult;
  readonly approval: string | null;
}

/** What made a run, an event or an entry. */
export type Cause =
  | {
      readonly kind: 'event';
      readonly source: string;
      readonly id: string;
      readonly trigger: string;
      readonly hops: number;
    }
  | {
      readonly kind: 'person';
      readonly person: string;
      readonly how: 'request' | 'start' | 'troubleshoot';
      readonly key: string;
    }
  | { readonly kind: 'run'; readonly run: string; readonly node: NodeId; readonly key: string; readonly hops: number };

/** What a self-service offer lets its run touch; checked besides permission, before every effect. */
export interface Confinement {
  readonly service: string;
  readonly actions: readonly string[];
  readonly atMost: number | null;
}

/** What could not be read when something was decided all the same: a system, and the fact of it; null: no fact, but who is who and who is there. */
export interface Lacked {
  readonly system: string;
  readonly fact: string | null;
}

/** Something decided while not everything that could bear on it was to be had. Absent: all of it was. */
export interface Degradable {
  readonly degraded?: readonly Lacked[];
}

/** Outcomes of conditions, choices and decisions, made by the host with the facts of that moment. */
export type DecidingEntry =
  | ({ readonly type: 'condition.decided'; readonly evaluation: Evaluation } & Degradable & Visit)
  | ({ readonly type: 'choice.decided'; readonly branch: string | null; readonly evaluation: Evaluation } & Degradable &
      Visit)
  | ({
      readonly type: 'decision.made';
      readonly result: DecisionResult;
      readonly outcome: string;
      /** Whether it is a classification: then its outcome is the gate for every effect after it. */
      readonly classifies?: boolean;
      /** What the rule that decided says, in the requester's language; absent: it says nothing. */
      readonly say?: string;
    } & Degradable &
      Visit)
  | ({ readonly type: 'search.done'; readonly items: readonly Json[]; readonly count: number } & Visit)
  | ({
      readonly type: 'items.listed';
      readonly items: readonly { readonly key: string; readonly value: Json }[];
    } & Visit);

/** A permission, as recorded: both who acts and who asked. Allowed only if both are. */
export interface Permission extends Degradable {
  readonly allowed: boolean;
  readonly actor: { readonly id: string; readonly decision: AccessDecision };
  readonly asker: { readonly id: string; readonly decision: AccessDecision } | null;
  readonly confinement: 'none' | 'within' | 'outside';
  /** What stands against it besides: the run it is a part of is not let through, or is over. */
  readonly refused?: string;
  readonly action: string;
  readonly resource: { readonly type: string; readonly id: string };
}

/** Something a step needed could not be prepared: a value is absent, a port is down, there is nobody to ask. */
export type BlockedEntry = {
  readonly type: 'step.blocked';
  /** The command that could not be carried out. */
  readonly command: Command['type'];
  /** `unavailable` is tried again by itself; everything else is for a person. */
  readonly reason: 'unavailable' | 'missing' | 'invalid' | 'nobody' | 'no_calendar' | 'never_opens' | 'too_far';
  readonly missing: readonly string[];
  readonly message: string;
  /** The system that is unavailable. */
  readonly system?: string;
} & Visit;

/** Effects. `effect.requested` is durable before anything is performed, together with the permission it rests on. */
export type EffectEntry =
  | ({ readonly type: 'permission.decided'; readonly attempt: number; readonly permission: Permission } & Visit)
  | ({
      readonly type: 'effect.requested';
      readonly attempt: number;
      readonly key: string;
      readonly action: string;
      readonly input: JsonObject;
    } & Visit)
  | ({ readonly type: 'effect.done'; readonly attempt: number; readonly output: JsonObject } & Visit)
  | ({
      readonly type: 'effect.failed';
      readonly attempt: number;
      readonly error: string;
      readonly message: string;
    } & Visit)
  /** The outcome is not known: a timeout, or the process ended in between. */
  | ({ readonly type: 'effect.unknown'; readonly attempt: number; readonly message: string } & Visit)
  /** How far a long action has come, as whoever performs it said; only some of what they say is recorded. */
  | ({ readonly type: 'effect.progressed'; readonly attempt: number; readonly note: string } & Visit)
  /** What the contract's check read after an unknown outcome; null: it could not tell. */
  | ({
      readonly type: 'effect.checked';
      readonly attempt: number;
      readonly happened: boolean | null;
      readonly output: JsonObject;
    } & Visit)
  /** One look at what a `wait` polls for. */
  | ({
      readonly type: 'poll.done';
      readonly attempt: number;
      readonly truth: Evaluation['truth'];
      readonly output: JsonObject;
    } & Visit)
  /** Preparing it failed before anything was asked of the world: a value is absent, an input is not valid. */
  | ({
      readonly type: 'effect.refused';
      readonly attempt: number;
      readonly reason: string;
      readonly missing: readonly string[];
      /** The system that is unavailable. */
      readonly system?: string;
    } & Visit);

/** What people and other runs answered. */
export type AnswerEntry =
  | ({
      readonly type: 'task.opened';
      readonly task: string;
      readonly assignees: readonly string[];
      readonly role: string | null;
      readonly deadline: string | null;
      /** Why it is due then, where a calendar was asked. */
      readonly why?: readonly BusinessStep[];
      readonly what: 'task' | 'ask' | 'hold' | 'tree';
      /** What it is about, in the words of that moment; absent: the step's own title. */
      readonly title?: string;
    } & Degradable &
      Visit)
  | ({
      readonly type: 'task.answered';
      readonly task: string;
      readonly by: string;
      readonly outcome: string;
      readonly form: JsonObject;
      readonly note: string | null;
    } & Visit)
  | ({
      readonly type: 'task.reassigned';
      readonly task: string;
      readonly assignees: readonly string[];
      readonly role: string | null;
      readonly reason: string;
      /** Who passed it on, and the grant that let them; absent: nobody did. */
      readonly by?: string;
      readonly allowedBy?: Reference | null;
    } & Visit)
  | ({
      readonly type: 'approval.entry';
      readonly task: string;
      readonly entry: ApprovalEntry;
      /** The question as asked, when it opens. */
      readonly title?: string;
      /** Why its deadline is when it is, where a calendar was asked; when it opens. */
      readonly why?: readonly BusinessStep[];
      /** The grant that let somebody fill a seat anew. */
      readonly allowedBy?: Reference | null;
    } & Visit)
  | ({
      readonly type: 'approval.asked';
      readonly task: string;
      readonly seat: FilledSeat;
      /** The mail's idempotency key. */
      readonly key?: string;
      /** The mail as sent, whole but for a link by which it is answered; null: there is no address to send it to. */
      readonly mail: JsonObject | null;
    } & Visit)
  | ({
      readonly type: 'approval.mailed';
      readonly task: string;
      readonly seat: string;
      readonly key: string;
      readonly status: 'sent' | 'failed' | 'unknown' | 'nobody';
      readonly message: string;
      /** Whose letter this was, where each of the seat's people has one of their own; what became of all of them follows. */
      readonly to?: string;
    } & Visit)
  /** An event that a later `wait` of this run may be about, or an open one: nobody could tell just then. */
  | {
      readonly type: 'event.kept';
      readonly event: string;
      readonly source: string;
      readonly id: string;
      readonly facts: JsonObject;
      /** The open waits of which nobody could tell whether it is theirs. */
      readonly undecided?: readonly Visit[];
      /** Accounts in it of which nobody could say whose they are. */
      readonly unresolved?: readonly UnresolvedAccount[];
    }
  | ({
      readonly type: 'event.matched';
      readonly source: string;
      readonly id: string;
      readonly facts: JsonObject;
    } & Visit)
  | ({ readonly type: 'child.started'; readonly run: string; readonly key: string } & Visit)
  /** A child run that was to be stopped has ended, and has taken back what it could. */
  | ({ readonly type: 'child.unwound'; readonly run: string } & Visit)
  | ({
      readonly type: 'child.ended';
      readonly run: string;
      readonly key: string;
      readonly end: string;
      readonly data: JsonObject;
      /** Who exercised which duty in it: it is a part of this run, and what is kept apart here is kept apart there. */
      readonly duties?: { readonly [person: string]: readonly string[] };
    } & Visit);

/** Timers: an instant is worked out once, by the host, and never again. */
export type TimerName = 'retry' | 'within' | 'wait' | 'chase' | 'poll' | 'undo_window';
/** A timer was set, or has fired. */
export type TimeEntry =
  | ({
      readonly type: 'timer.set';
      readonly timer: TimerName;
      readonly due: string;
      /** Why it is due then, where a calendar was asked. */
      readonly why?: readonly BusinessStep[];
    } & Visit)
  | ({ readonly type: 'timer.fired'; readonly timer: TimerName } & Visit);

/** Compensation: asked for by an outcome, by a person within the undo window, or by cancelling. */
export type UndoEntry =
  | {
      readonly type: 'undo.requested';
      readonly by: string | null;
      readonly reason: string;
      /** The run it is a part of is being undone: then there is no window. */
      readonly parent?: boolean;
    }
  | ({ readonly type: 'undo.done'; readonly attempt: number; readonly output: JsonObject } & Visit)
  | ({
      readonly type: 'undo.failed';
      readonly attempt: number;
      readonly error: string;
      readonly message: string;
    } & Visit);
