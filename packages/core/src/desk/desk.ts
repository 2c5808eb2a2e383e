import type { AccessDecision, Classification, FirstFailure, JsonObject } from '@deskbook/policies';
import type { WayToDecide, WhatWouldMakeItYes } from '@deskbook/policies/questions';
import type { Bundle } from '@deskbook/dsl/bundle';
import type { AnswerResult } from '../execution/answer-result.ts';
import type { TaskAnswer } from '../execution/task-answer.ts';
import type { DeskEvent, Rejection } from '../events/desk-event.ts';
import type { DeadLetter, RunRecord, Store, TaskRecord } from '../journal/store.ts';
import type { Directory } from '../ports/directory.ts';
import type { Perform } from '../ports/perform.ts';
import type {
  Assets,
  Clock,
  HelpDesk,
  Knowledge,
  Monitoring,
  PastTickets,
  Random,
  RawEvent,
  Secrets,
} from '../ports/index.ts';
import type { ApprovalLinkOptions } from '@deskbook/policies/approval-links';
import type { ApprovalView } from './approval-view.ts';
import type { ExplainedDecision } from './explain-classification.ts';
import type { MovePlan } from '../execution/draft-move.ts';
import type { TargetHealth } from '../resilience/resilience.ts';
import type { SystemStatus } from '../resilience/system-status.ts';
import type { Lacked } from '../kernel/entry.ts';
import type { MoveMap, MoveResult } from './move-run.ts';
import type { ExplainedPermission } from './explained-permission.ts';
import type { ApprovalStart } from './approval-start.ts';
import type { PlanResult } from '../planning/plan-document.ts';
import type { ResolutionReport } from '../reports/resolution-report.ts';
import type { ServiceLevel } from '../service-levels/service-level.ts';
import type { Offer, ServiceAnswer, ServiceRequest } from '../self-service/offer.ts';
import type { SessionAnswer, SessionResult, SessionView } from '../troubleshooting/session-view.ts';

/** What a desk is opened with. Ports that are left out answer "not there": what depends on them is undecided. */
export interface DeskOptions {
  readonly bundle: Bundle;
  readonly store: Store;
  readonly perform: Perform;
  readonly directory: Directory;
  readonly helpDesk?: HelpDesk;
  readonly assets?: Assets;
  readonly knowledge?: Knowledge;
  readonly monitoring?: Monitoring;
  readonly pastTickets?: PastTickets;
  readonly secrets?: Secrets;
  readonly clock?: Clock;
  readonly random?: Random;
  /** Overrides of the bundle's `values`, per environment. */
  readonly values?: JsonObject;
  /** With it, mails that ask for an approval carry a link by which its one reader answers; `@deskbook/core/approval-links` serves it. */
  readonly links?: ApprovalLinkOptions;
  /** How the systems behind the ports are doing, as `resilientPorts` gives it beside them. Absent: `systems` tells only what waits. */
  readonly health?: () => readonly TargetHealth[];
  /** Told of each entry after it is durable. For progress and tests; it can change nothing. */
  readonly onEntry?: (run: string, entry: JsonObject & { readonly type: string }) => void;
}

/** What became of something received. A duplicate is not an error; a rejection is kept as a dead letter. */
export type Receipt =
  | {
      readonly status: 'accepted';
      readonly event: DeskEvent;
      /** Every event the message was, `event` first: a comment that also changed the state is two. */
      readonly events: readonly DeskEvent[];
      readonly started: readonly StartedRun[];
      readonly notStarted: readonly NotStarted[];
    }
  | { readonly status: 'duplicate'; readonly source: string; readonly id: string }
  | { readonly status: 'ignored'; readonly source: string; readonly reason: string }
  | { readonly status: 'rejected'; readonly rejection: Rejection; readonly deadLetter: string };

/** What became of a rejected event that was to be taken in again. `not_whole`: it was too large to be kept. */
export type RetryResult =
  | { readonly ok: true; readonly receipt: Receipt }
  | { readonly ok: false; readonly code: 'no_such_event' | 'not_whole'; readonly reason: string };

/** Whether another bundle came into force, by hash; if not, why, and which one still is. */
export type BundleReplacement =
  | { readonly ok: true; readonly before: string; readonly inForce: string }
  | { readonly ok: false; readonly inForce: string; readonly reason: string };

/** A run that an event started, or that it went on with. */
export interface StartedRun {
  readonly trigger: string;
  readonly workflow: string;
  readonly run: string;
  /** `joined`: a run for the same thing was already open, and goes on instead. */
  readonly how: 'started' | 'joined' | 'queued';
}

/** A trigger of this event's type that did not start, and why. */
export interface NotStarted {
  readonly trigger: string;
  readonly reason:
    | 'condition'
    | 'unchanged'
    | 'undecided'
    | 'own_event'
    | 'throttled'
    | 'rejected'
    | 'shadow'
    | 'retired';
  readonly missing: readonly string[];
  /** Where it was asked for: the first comparison that kept its condition from holding, and what it saw. */
  readonly failed?: FirstFailure;
}

/** One question of permission, by ids: the desk reads the rest. */
export interface MayQuestion {
  readonly subject: string;
  readonly action: string;
  readonly resource: { readonly type: string; readonly id: string };
  readonly mode?: 'act' | 'ask';
  /** The ticket it is done about; the resource itself, where that is one. */
  readonly ticket?: string;
}

/** A request, classified, with what it was decided over. */
export interface ClassifiedRequest {
  readonly classification: Classification;
  /** What could not be read when it was classified. Absent: everything could. */
  readonly degraded?: readonly Lacked[];
  /** The event's facts after derivation and the decisions that set facts. */
  readonly facts: JsonObject;
  readonly starts: readonly { readonly trigger: string; readonly workflow: string }[];
  readonly notStarted: readonly NotStarted[];
  /** Where it was asked for: every decision of the gate and every one that sets facts, rule by rule, with the values it saw. */
  readonly explanation?: readonly ExplainedDecision[];
  /** Where it was asked for, and the answer is not ALLOWED: the smallest changes of facts that would make it that, each classified again. */
  readonly ways?: readonly WayToDecide[];
}

/**
 * An IT support desk, open. Every method may be called at once with any other; all of them write through the store, so that
 * what was accepted survives the process.
 */
export interface Desk {
  /** Takes one event in: a vendor's raw message or a CloudEvent whose data already speaks the bundle's facts. Triggers start runs. */
  receive(event: RawEvent | DeskEvent): Promise<Receipt>;
  /** Asks the help desk what changed since last time, and receives it. */
  catchUp(): Promise<readonly Receipt[]>;
  /** Messages that were received and could not be used, kept as they came, oldest first. */
  rejected(): readonly DeadLetter[];
  /** Takes one of them in again, by the bundle of now. Rejected again, it is kept with the reason of now. */
  retry(deadLetter: string, options: { readonly by: string }): Promise<RetryResult>;
  /** Decides without storing anything or starting anything, as of the event's own time unless `at` (ISO 8601) is given. */
  classify(
    event: RawEvent | DeskEvent,
    options?: { readonly at?: string; readonly explain?: boolean },
  ): Promise<ClassifiedRequest | { readonly status: 'rejected'; readonly rejection: Rejection }>;
  /**
   * Says which SLA a ticket has and where its clocks stand, as far as one event tells, as of the event's own time unless `at` (ISO 8601) is
   * given. Stores and starts nothing.
   */
  serviceLevel(
    event: RawEvent | DeskEvent,
    options?: { readonly at?: string },
  ): Promise<ServiceLevel | { readonly status: 'rejected'; readonly rejection: Rejection }>;
  /** Where the clocks of a recorded ticket stand now, or at a later instant (ISO 8601); null: it has none. */
  ticketServiceLevel(ticket: string, options?: { readonly at?: string }): ServiceLevel | null;
  /** Plans without storing anything or starting anything, as of the event's own time unless `at` (ISO 8601) is given. */
  plan(event: RawEvent | DeskEvent, options?: { readonly at?: string }): Promise<PlanResult>;
  /** Asks one permission, with the facts of this moment. What can't be read denies. Every answer is journaled. */
  may(question: MayQuestion): Promise<AccessDecision>;
  /** Every grant and denial that speaks of the action, with the roles and values each saw now. Decides and keeps nothing. */
  explain(question: MayQuestion): Promise<readonly ExplainedPermission[]>;
  /** What would turn a refusal into a permission, each way decided again. Null: there is no such subject, or it cannot be read. */
  whatWouldMakeItYes(question: MayQuestion): Promise<WhatWouldMakeItYes | null>;
  /** What this person may start so that somebody is asked about what they may not do. Nothing where a denial would stand all the same. */
  whatStartsApproval(question: MayQuestion): Promise<readonly ApprovalStart[]>;
  /** Which of the bundle's actions somebody may do to a resource now, sorted. Rejects where what that depends on cannot be read. */
  whatMay(question: Omit<MayQuestion, 'action'>): Promise<readonly string[]>;
  /**
   * Which people may do something now, sorted: of those the bundle's roles come from (members of groups, people on duty, people named).
   * Rejects where what that depends on cannot be read, or there are more than 5,000.
   */
  whoMay(question: Omit<MayQuestion, 'subject'>): Promise<readonly string[]>;
  /** Starts a workflow by hand. Refused unless the person may ask for it. */
  start(workflow: string, options: { readonly by: string; readonly with: JsonObject }): Promise<AnswerResult>;
  /** Begins a session over a tree, and takes every machine's turn until the person is asked something. */
  troubleshoot(
    tree: string,
    options: { readonly person: string; readonly with?: JsonObject; readonly ticket?: string },
  ): Promise<SessionResult>;
  /** A session as it stands; null where there is none. Turns that a machine can take are taken first. */
  session(session: string): Promise<SessionView | null>;
  /** Answers what a session asks now. */
  respond(session: string, answer: SessionAnswer): Promise<SessionResult>;
  /** What a person may help themselves to, with the values they may choose from. */
  offers(person: string): Promise<readonly Offer[]>;
  /** Asks for a service: form, eligibility, limits and conflicts are checked, then its run starts. */
  request(service: string, request: ServiceRequest): Promise<ServiceAnswer>;
  /** The only way an answer gets in: tasks, questions, holds and approvals. */
  answer(task: string, answer: TaskAnswer): Promise<AnswerResult>;
  /** How an approval stands for one person, open or ended, by its task; null: there is no such approval. */
  approval(task: string, person: string): Promise<ApprovalView | null>;
  /** Work that lies with people, oldest first. */
  tasks(filter?: { readonly assignee?: string; readonly run?: string }): readonly TaskRecord[];
  /** Every system that was asked or that something waits for: how it is doing as this process sees it, and what waits since when. */
  systems(): Promise<readonly SystemStatus[]>;
  /** Runs, as a listing shows them. */
  runs(filter?: {
    readonly status?: 'open' | 'ended';
    readonly workflow?: string;
    readonly ticket?: string;
  }): readonly RunRecord[];
  /** Ends a run that is open; what is in flight comes in first. */
  cancel(run: string, options: { readonly by: string; readonly reason: string }): Promise<AnswerResult>;
  /** Lets a run begin nothing new, and what is a part of it; what is in flight comes in, and people may answer. Deadlines do not wait. */
  pause(run: string, options: { readonly by: string; readonly reason: string }): Promise<AnswerResult>;
  /** Lets a paused run go on, where whoever paused it or somebody with a grant says so; what became due meanwhile is due now. */
  resume(run: string, options: { readonly by: string; readonly reason: string }): Promise<AnswerResult>;
  /** What moving a run to the bundle of now would come to, step by step, and what is in the way. null: there is no such run. */
  planMove(run: string, options?: { readonly map?: MoveMap }): Promise<MovePlan | null>;
  /**
   * Moves an open run, and what is a part of it, to the bundle of now, where the map of its steps allows it: what was done stays done, under
   * the same keys, and no approval is got around. Steps that are called otherwise now are named in `map`, old id to new. Takes a grant.
   */
  move(
    run: string,
    options: { readonly by: string; readonly reason: string; readonly map?: MoveMap },
  ): Promise<MoveResult>;
  /** Takes back what a run did, in reverse order, within its undo window. */
  undo(run: string, options: { readonly by: string; readonly reason: string }): Promise<AnswerResult>;
  /** The resolution report of a run, finished or not: it names what it lacks. Its titles are in the bundle's first language unless given. */
  report(run: string, options?: { readonly language?: string | undefined }): Promise<ResolutionReport>;
  /**
   * Puts another version of the bundle into force, without closing the desk: whole, or not at all. What is being answered is answered by the
   * bundle it began with; runs end on the graph they began with; access and who is in a role are asked of the new one from now on.
   */
  replace(bundle: Bundle): Promise<BundleReplacement>;
  /** Resumes what was open, fires what is due, and resolves when nothing can proceed without a new event, answer or time. */
  settle(): Promise<void>;
  /** The earliest instant at which something happens by itself: a timer of a run, a clock of an SLA, a trigger that comes round; null: nothing does. */
  nextDue(): string | null;
  /** Closes the store. Nothing is lost by not calling it. */
  close(): Promise<void>;
}
