import { type JsonObject, sameValue } from '@deskbook/policies';
import { atOneBundle } from './at-one-bundle.ts';
import type { AnswerResult } from './answer-result.ts';
import type { DeskEvent } from '../events/desk-event.ts';
import type { Commit } from '../journal/store.ts';
import type { Command } from '../kernel/command.ts';
import type { Entry, EntryBody } from '../kernel/entry.ts';
import type { Pause, RunState } from '../kernel/run-state.ts';
import { answerTask } from './answer-task.ts';
import type { TaskAnswer } from './task-answer.ts';
import { carryOut, isDue } from './carry-out.ts';
import { openEventWaits } from './event-waits.ts';
import { diagnosed } from './commands/await-session.ts';
import type { ExecutionHost, SessionEnd } from './host.ts';
import { loadRun } from './load-run.ts';
import { draftCancel, offerEvent, type EventOffer } from './offer-event.ts';
import { openRunning, type Running } from './running.ts';
import { draftStart, type RunStart, type StartedRunDraft } from './start-run.ts';
import { commandId, isAsked } from './work.ts';

/** How many runs are carried on with at once. */
const mostAtOnce = 256;

/** How many waiting runs are kept in memory. */
const mostInHand = 1_000;

/** The last instant there is: whatever is due at all is due by then. */
const endOfTime = new Date(8_640_000_000_000_000).toISOString();

/** What people ask of a run as a whole. */
type Moving = EntryBody & { readonly type: 'run.cancelled' | 'run.paused' | 'run.resumed' | 'undo.requested' };

/** Why a run does not take what was asked of it. */
const whyNotMoved: { readonly [type in Moving['type']]: string } = {
  'run.cancelled': 'it has ended, is being undone, or is only to be reviewed',
  'run.paused': 'it has ended or is ending, is paused already, or gives somebody something for a while',
  'run.resumed': 'it is not paused',
  'undo.requested': 'it can no longer be undone',
};

/** Drives runs: carries out what the kernel asks for and commits what came of it. Everything it knows is in the store. */
export interface Executor {
  /** Drafts the beginning of a run, to be committed together with what made it. null: there is no such workflow. */
  readonly draftStart: (start: RunStart) => StartedRunDraft | null;
  /** Drafts what an event means for runs that are open: waits that end, runs that are cancelled, approvals that are asked again. */
  readonly offerEvent: (event: DeskEvent, facts: JsonObject) => Promise<readonly EventOffer[]>;
  /** Drafts the cancelling of a run, to be committed together with what takes its place. null: it has ended, or is ending. */
  readonly draftCancel: (run: string, reason: string) => Commit | null;
  /** Says that others have committed to a run: it is read again and goes on at the next `settle`. */
  readonly touch: (run: string) => void;
  /** Says that nobody knows what others have committed: every open run is read again at the next `settle`. */
  readonly touchAll: () => void;
  readonly answer: (task: string, answer: TaskAnswer) => Promise<AnswerResult>;
  readonly endSession: (end: SessionEnd) => Promise<boolean>;
  readonly cancel: (run: string, by: string | null, reason: string) => Promise<AnswerResult>;
  readonly undo: (run: string, by: string | null, reason: string) => Promise<AnswerResult>;
  readonly pause: (run: string, by: string, reason: string) => Promise<AnswerResult>;
  /** Lifts the pause that was looked at: another, made meanwhile, stays. */
  readonly resume: (run: string, by: string, reason: string, pause: Pause | null) => Promise<AnswerResult>;
  /** Carries on with everything that can go on now, and resolves when it can't without a new event, answer or time. */
  readonly settle: () => Promise<void>;
  /** The earliest instant at which a run goes on by itself; null: none does. */
  readonly nextDue: () => string | null;
  readonly state: (run: string) => RunState | null;
}

/**
 * Opens execution over a store. Nothing is performed before the first `settle`, which also resumes what an earlier process left.
 * Branches of a run go on side by side, and so do runs; the commits of one run come one after the other.
 */
export function openExecutor(host: ExecutionHost): Executor {
  const inHand = new Map<string, Running>();
  /** What is being carried out, by run and by the ids of its commands. `again`: something happened to the run meanwhile. */
  const working = new Map<string, Map<string, { again: boolean }>>();
  /** Commands that were looked at and had nothing to answer yet: not looked at again before the next `settle` or commit. */
  const idle = new Map<string, Set<string>>();
  const touched = new Set<string>();
  /** Runs that are tried again at the next `settle`. */
  const interrupted = new Set<string>();
  const waits = openEventWaits(host);
  const faults: unknown[] = [];
  let resumed = false;
  /** Resolves when something that was being carried out is through. */
  let through = Promise.withResolvers<void>();

  /** Lets some work of a run go on, and says when it is through. It must not reject. */
  function begin(run: string, id: string, work: Promise<void>, then: (again: boolean) => void = () => {}): void {
    const begun = working.get(run) ?? new Map<string, { again: boolean }>();
    const going = { again: false };
    working.set(run, begun.set(id, going));
    void work.finally(() => {
      begun.delete(id);
      if (begun.size === 0) working.delete(run);
      then(going.again);
      through.resolve();
      through = Promise.withResolvers<void>();
    });
  }

  function take(run: string): Running | null {
    const known = inHand.get(run);
    if (known?.isMoved() === false) return known;
    const loaded = loadRun(host, run);
    if (loaded === null) return null;
    idle.delete(run);
    const running = openRunning(host, loaded, { entry: tellEntry, committed, failed: tryAgain });
    inHand.set(run, running);
    const record = host.store.run(run);
    if (record !== null) waits.note(record);
    return running;
  }

  /** A run with what others have committed to it, over the graph it is on now. */
  function takeNow(run: string): Running | null {
    const running = take(run);
    running?.refresh();
    return running?.isMoved() === true ? take(run) : running;
  }

  /** Whoever watches can change nothing: not even by throwing. */
  function tellEntry(run: string, entry: Entry): void {
    try {
      host.onEntry?.(run, entry);
    } catch (fault) {
      faults.push(fault);
    }
  }

  function committed(running: Running): void {
    idle.delete(running.run);
    if (running.state().status === 'ended') tellEnd(running);
    drive(running);
  }

  /** Something could not be done because the store or the host failed: the run is read again, and goes on, at the next `settle`. */
  function tryAgain({ run }: Running): void {
    interrupted.add(run);
  }

  /** Begins to carry out everything that is outstanding, due and not begun. */
  function drive(running: Running): void {
    const state = running.state();
    if (state.status === 'ended') return letGo(running);
    if (running.isMoved()) return void touched.add(running.run);
    if (standsStill(state)) return;
    const now = host.clock.now();
    for (const command of state.outstanding) {
      if (command.type === 'await' && command.what === 'child') touchChild(command.task);
      if (command.type === 'unwind') touchChild(command.run);
      const id = commandId(command);
      const going = working.get(running.run)?.get(id);
      if (going !== undefined) going.again = true;
      else if (idle.get(running.run)?.has(id) !== true && isDue(command, now)) lookAt(running, command);
    }
  }

  /** Carries one command out, as far as it can be answered now. */
  function lookAt(running: Running, command: Command): void {
    const work = carryOut(atOneBundle(host), running, command, takeNow).catch((fault: unknown) => {
      faults.push(fault);
      tryAgain(running);
    });
    begin(running.run, commandId(command), work, (again) => rest(running, command, again));
  }

  /** Whether a run is paused, or a part of one that is and was only beginning when that was paused. */
  function standsStill({ paused = null, cause }: RunState): boolean {
    return paused !== null || (cause?.kind === 'run' && host.store.run(cause.run)?.paused === true);
  }

  /**
   * A command has been seen to. If it is still outstanding there was nothing to answer, and it rests; unless something happened while it
   * was looked at, which may be just what it waits for.
   */
  function rest(running: Running, command: Command, again: boolean): void {
    if (running.isMoved()) return void touched.add(running.run);
    if (!isAsked({ command }, running.state().outstanding)) return;
    if (again && !standsStill(running.state())) return lookAt(running, command);
    const resting = idle.get(running.run) ?? new Set<string>();
    idle.set(running.run, resting.add(commandId(command)));
  }

  /** A child that nobody has in hand begins, or goes on. */
  function touchChild(run: string): void {
    if (!inHand.has(run) && host.store.run(run)?.status !== 'ended') touched.add(run);
  }

  /** A run has ended: the run it is a part of looks at it. */
  function letGo(running: Running): void {
    inHand.delete(running.run);
    idle.delete(running.run);
    const { cause } = running.state();
    if (cause?.kind === 'run') touched.add(cause.run);
  }

  function tellEnd(running: Running): void {
    const { onEnd } = host;
    if (onEnd === undefined) return;
    const told = Promise.resolve(onEnd(running.run, running.state().end ?? ''));
    begin(
      running.run,
      'onEnd',
      told.catch((fault: unknown) => void faults.push(fault)),
    );
  }

  function wakeDue(): void {
    if (!resumed) for (const { run } of host.store.runs({ status: 'open', ready: true })) touched.add(run);
    resumed = true;
    for (const run of interrupted) touched.add(run);
    interrupted.clear();
    for (const { run } of host.store.runs({ status: 'open', dueBy: host.clock.now() })) touched.add(run);
  }

  function driveTouched(): void {
    for (const run of touched) {
      if (working.size >= mostAtOnce) return;
      touched.delete(run);
      const running = takeNow(run);
      if (running === null) continue;
      idle.delete(run);
      drive(running);
    }
  }

  /** Runs that only wait are read again when something happens to them. */
  function rememberLess(): void {
    if (inHand.size <= mostInHand) return;
    for (const run of inHand.keys()) if (!working.has(run)) inHand.delete(run);
    idle.clear();
  }

  async function settle(): Promise<void> {
    wakeDue();
    for (;;) {
      driveTouched();
      rememberLess();
      if (working.size > 0) await through.promise;
      else if (touched.size === 0) break;
    }
    const [fault] = faults.splice(0);
    if (fault !== undefined) throw fault;
  }

  async function move(run: string, entry: Moving, fits?: (state: RunState) => boolean): Promise<AnswerResult> {
    const running = takeNow(run);
    if (running === null) return { ok: false, code: 'no_such_task', reason: `there is no run ${run}` };
    const moving = { entries: [{ ...entry, reason: entry.reason.toWellFormed() }] };
    const taken = await running.commit((state) => (fits?.(state) === false ? null : moving));
    return taken ? { ok: true, run } : { ok: false, code: 'refused', reason: whyNotMoved[entry.type] };
  }

  return {
    draftStart: (start) => draftStart(start, host.clock.now()),
    offerEvent: (event, facts) => offerEvent(host, waits, event, facts),
    draftCancel: (run, reason) => draftCancel(host, run, reason),
    touch: (run) => void touched.add(run),
    touchAll: () => void (resumed = false),
    answer: (task, answer) => answerTask(atOneBundle(host), takeNow, task, answer),
    endSession: async (end) => {
      const running = takeNow(end.run);
      if (running === null) return false;
      const visit = running.state().nodes[end.node]?.visit ?? 0;
      return running.commit(() => ({ entries: [diagnosed(end, visit)] }));
    },
    cancel: (run, by, reason) => move(run, { type: 'run.cancelled', by, reason }),
    undo: (run, by, reason) => move(run, { type: 'undo.requested', by, reason }),
    pause: (run, by, reason) => move(run, { type: 'run.paused', by, reason }),
    resume: (run, by, reason, pause) =>
      move(run, { type: 'run.resumed', by, reason }, ({ paused = null }) => sameValue({ ...paused }, { ...pause })),
    settle,
    nextDue: () => {
      const due = host.store.runs({ status: 'open', dueBy: endOfTime }).flatMap((run) => run.due ?? []);
      return due.sort((one, other) => Date.parse(one) - Date.parse(other))[0] ?? null;
    },
    state: (run) => loadRun(host, run)?.state ?? null,
  };
}
