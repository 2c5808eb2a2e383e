import type { JsonObject } from '@deskbook/policies';
import type { DeskEvent } from '../events/desk-event.ts';
import type { Commit } from '../journal/store.ts';
import type { Pause, RunState } from '../kernel/run-state.ts';
import type { AnswerResult } from './answer-result.ts';
import type { HandedEffect, SessionEnd } from './host.ts';
import type { EventOffers } from './offer-event.ts';
import type { RunStart, StartedRunDraft } from './start-run.ts';
import type { TaskAnswer } from './task-answer.ts';

/** Drives runs: carries out what the kernel asks for and commits what came of it. Everything it knows is in the store. */
export interface Executor {
  /** Drafts the beginning of a run, to be committed together with what made it. null: there is no such workflow. */
  readonly draftStart: (start: RunStart) => StartedRunDraft | null;
  /** Drafts what an event means for runs that are open: waits that end, runs that are cancelled, approvals that are asked again. */
  readonly offerEvent: (event: DeskEvent, facts: JsonObject, runs?: readonly string[]) => Promise<EventOffers>;
  /** Drafts the cancelling of a run, to be committed together with what takes its place. null: it has ended, or is ending. */
  readonly draftCancel: (run: string, reason: string) => Commit | null;
  /** Says that others have committed to a run: it is read again and goes on at the next `settle`. True: it has its turn here and goes on now. */
  readonly touch: (run: string) => boolean;
  /** Says that nobody knows what others have committed: every open run is read again at the next `settle`. */
  readonly touchAll: () => void;
  readonly answer: (task: string, answer: TaskAnswer) => Promise<AnswerResult>;
  readonly endSession: (end: SessionEnd) => Promise<boolean>;
  readonly cancel: (run: string, by: string | null, reason: string) => Promise<AnswerResult>;
  readonly undo: (run: string, by: string | null, reason: string) => Promise<AnswerResult>;
  readonly pause: (run: string, by: string, reason: string) => Promise<AnswerResult>;
  /** Lifts the pauses that were looked at: another, made meanwhile, stays. */
  readonly resume: (run: string, by: string, reason: string, pauses: readonly Pause[]) => Promise<AnswerResult>;
  /** Carries on with everything that can go on now, and resolves when it can't without a new event, answer or time. With `handOn`: nothing. */
  readonly settle: () => Promise<void>;
  /**
   * Takes one run in hand, as the store has it now, carries on with everything that can go on, and resolves when it only waits. Other runs
   * that are touched by that are handed on. Rejects where something went wrong, or could not be carried out: then it is to be tried again.
   */
  readonly turn: (run: string) => Promise<void>;
  /** Performs one effect that was handed on, if it is still asked for, and records what came of it. */
  readonly effect: (effect: Pick<HandedEffect, 'run' | 'key' | 'attempt'>) => Promise<void>;
  /** The earliest instant at which a run goes on by itself; null: none does. */
  readonly nextDue: () => string | null;
  readonly state: (run: string) => RunState | null;
}
