import { type JsonObject, sameValue } from '@deskbook/policies';
import { atOneBundle } from './at-one-bundle.ts';
import type { AnswerResult } from './answer-result.ts';
import type { DeskEvent } from '../events/desk-event.ts';
import type { Commit } from '../journal/store.ts';
import type { Command } from '../kernel/command.ts';
import type { Entry, EntryBody } from '../kernel/entry.ts';
import { pausesOf } from '../kernel/pauses-of.ts';
import type { Pause, RunState } from '../kernel/run-state.ts';
import { answerTask } from './answer-task.ts';
import type { TaskAnswer } from './task-answer.ts';
import { carryOut, isDue } from './carry-out.ts';
import { openEventWaits } from './event-waits.ts';
import { diagnosed } from './commands/await-session.ts';
import type { ExecutionHost, SessionEnd } from './host.ts';
import { loadRun } from './load-run.ts';
import { draftCancel, offerEvent, type EventOffers } from './offer-event.ts';
import { outsideCalls } from './outside-calls.ts';
import { lastPriority, readyRuns } from './ready-runs.ts';
import { openRunning, type Running } from './running.ts';
import { draftStart, type RunStart, type StartedRunDraft } from './start-run.ts';
import { commandId, isAsked } from './work.ts';

/** How many runs are carried on with at once, but for those that wait for the world; and how many with those. */
const mostAtOnce = 256;
const mostInAll = 10_000;

/** How many waiting runs are kept in memory. */
const mostInHand = 1_000;

/** The last instant there is: whatever is due at all is due by then. */
const endOfTime = new Date(8_640_000_000_000_000).toISOString();

/** What people ask of a run as a whole. */
type Moving = EntryBody & { readonly type: 'run.cancelled' | 'run.paused' | 'run.resumed' | 'undo.requested' };

/** Why a run does not take what was asked of it. */
const whyNotMoved: { readonly [type in Moving['type']]: string } = {
  'run.cancelled': 'it has ended, is being undone or finished, or is only to be reviewed',
  'run.paused': 'it has ended or is ending, is paused by them already, or gives somebody something for a while',
  'run.resumed': 'it is not paused',
  'undo.requested': 'it can no longer be undone, or is just being finished',
};

/** Drives runs: carries out what the kernel asks for and commits what came of it. Everything it knows is in the store. */
export interface Executor {
  /** Drafts the beginning of a run, to be committed together with what made it. null: there is no such workflow. */
  readonly draftStart: (start: RunStart) => StartedRunDraft | null;
  /** Drafts what an event means for runs that are open: waits that end, runs that are cancelled, approvals that are asked again. */
  readonly offerEvent: (event: DeskEvent, facts: JsonObject, runs?: readonly string[]) => Promise<EventOffers>;
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
  /** Lifts the pauses that were looked at: another, made meanwhile, stays. */
  readonly resume: (run: string, by: string, reason: string, pauses: readonly Pause[]) => Promise<AnswerResult>;
  /** Carries on with everything that can go on now, and resolves when it can't without a new event, answer or time. */
  readonly settle: () => Promise<void>;
  /** The earliest instant at which a run goes on by itself; null: none does. */
  readonly nextDue: () => string | null;
  readonly state: (run: string) => RunState | null;
}

/**
 * Opens execution over a store. Nothing is performed before the first `settle`, which also resumes what an earlier process left.
 * Branches of a run go on side by side, and so do runs, the urgent ones first where there are too many at once; the commits of one run
 * come one after the other.
 */
export function openExecutor(given: ExecutionHost): Executor {
  const outside = outsideCalls(given);
  const { host } = outside;
  const inHand = new Map<string, Running>();
  /** What is being carried out, by run: the ids of its commands. */
  const working = new Map<string, Set<string>>();
  /** Commands that were looked at and had nothing to answer yet: not looked at again before the next `settle` or commit. */
  const idle = new Map<string, Set<string>>();
  const touched = readyRuns((run) => {
    const known = inHand.get(run);
    return (known === undefined ? host.store.run(run)?.priority : known.state().priority) ?? lastPriority;
  });
  /** Commands that were just being carried out when their run was touched: they may have looked too early, and are looked at once more. */
  const again = new Map<string, Set<string>>();
  /** Runs that are tried again at the next `settle`. */
  const interrupted = new Set<string>();
  const waits = openEventWaits(host);
  const faults: unknown[] = [];
  let resumed = false;
  /** Resolves when something that was being carried out is through. */
  let through = Promise.withResolvers<void>();

  /** Lets some work of a run go on, and says when it is through, after `then`. Neither may fail. */
  function begin(run: string, id: string, work: Promise<void>, then: () => void = () => {}): void {
    const begun = working.get(run) ?? new Set<string>();
    working.set(run, begun.add(id));
    void work.finally(() => {
      begun.delete(id);
      if (begun.size === 0) working.delete(run);
      then();
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

  /** A run that somebody asks something of. Who takes it in hand before it was begun lets it begin: its parent leaves it to them. */
  function takeFor(run: string): Running | null {
    if (!inHand.has(run)) touched.add(run);
    return takeNow(run);
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
    if (running.isMoved()) return touched.add(running.run);
    if (standsStill(state)) return;
    const now = host.clock.now();
    for (const command of state.outstanding) {
      if (command.type === 'await' && command.what === 'child') touchChild(command.task);
      if (command.type === 'unwind') touchChild(command.run);
      const id = commandId(command);
      const { run } = running;
      if (working.get(run)?.has(id) === true || idle.get(run)?.has(id) === true || !isDue(command, now)) continue;
      const work = carryOut(atOneBundle(host), running, command, takeFor).catch((fault: unknown) => {
        faults.push(fault);
        tryAgain(running);
      });
      begin(run, id, work, () => rest(running, command));
    }
  }

  /** Whether a run is paused, or a part of one that is and was only beginning when that was paused. */
  function standsStill({ paused = null, cause }: RunState): boolean {
    return paused !== null || (cause?.kind === 'run' && host.store.run(cause.run)?.paused === true);
  }

  /** A command has been seen to. If it is still outstanding there was nothing to answer, and it rests. */
  function rest(running: Running, command: Command): void {
    if (running.isMoved()) return touched.add(running.run);
    const isAgain = again.get(running.run)?.delete(commandId(command)) === true;
    if (!isAsked({ command }, running.state().outstanding)) return;
    if (isAgain) return touched.add(running.run);
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
    again.delete(running.run);
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
    if (!resumed) for (const { run } of host.store.runs({ ready: true })) touched.add(run);
    resumed = true;
    for (const run of interrupted) touched.add(run);
    interrupted.clear();
    for (const { run } of host.store.runs({ status: 'open', dueBy: host.clock.now() })) touched.add(run);
  }

  function driveTouched(): void {
    while (working.size - outside.underWay() < mostAtOnce && working.size < mostInAll) {
      const run = touched.take();
      if (run === null) return;
      const running = takeNow(run);
      if (running === null) continue;
      idle.delete(run);
      again.set(run, new Set([...(again.get(run) ?? []), ...(working.get(run) ?? [])]));
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
      // Where more are only waiting for the world, others have their turn.
      if (working.size > 0)
        await (touched.size() > 0 ? Promise.race([through.promise, outside.next()]) : through.promise);
      else if (touched.size() === 0) break;
    }
    const [fault] = faults.splice(0);
    if (fault !== undefined) throw fault;
  }

  async function move(run: string, entry: Moving, fits?: (state: RunState) => boolean): Promise<AnswerResult> {
    const running = takeFor(run);
    if (running === null) return { ok: false, code: 'no_such_task', reason: `there is no run ${run}` };
    const moving = { entries: [{ ...entry, reason: entry.reason.toWellFormed() }] };
    const taken = await running.commit((state) => (fits?.(state) === false ? null : moving));
    return taken ? { ok: true, run } : { ok: false, code: 'refused', reason: whyNotMoved[entry.type] };
  }

  return {
    draftStart: (start) => draftStart(start, host.clock.now()),
    offerEvent: (event, facts, runs) => offerEvent(host, waits, event, facts, runs),
    draftCancel: (run, reason) => draftCancel(host, run, reason),
    touch: (run) => touched.add(run),
    touchAll: () => void (resumed = false),
    answer: (task, answer) => answerTask(atOneBundle(host), takeFor, task, answer),
    endSession: async (end) => {
      const running = takeFor(end.run);
      if (running === null) return false;
      const visit = running.state().nodes[end.node]?.visit ?? 0;
      return running.commit(() => ({ entries: [diagnosed(end, visit)] }));
    },
    cancel: (run, by, reason) => move(run, { type: 'run.cancelled', by, reason }),
    undo: (run, by, reason) => move(run, { type: 'undo.requested', by, reason }),
    pause: (run, by, reason) => move(run, { type: 'run.paused', by, reason }),
    resume: (run, by, reason, pauses) =>
      move(run, { type: 'run.resumed', by, reason, of: pauses.map((pause) => pause.by) }, (state) =>
        pauses.every((pause) => pausesOf(state).some((each) => sameValue({ ...each }, { ...pause }))),
      ),
    settle,
    nextDue: () => {
      const due = host.store.runs({ status: 'open', dueBy: endOfTime }).flatMap((run) => run.due ?? []);
      return due.sort((one, other) => Date.parse(one) - Date.parse(other))[0] ?? null;
    },
    state: (run) => loadRun(host, run)?.state ?? null,
  };
}
