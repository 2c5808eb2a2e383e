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
import { openEventWaits, sharedEventWaits } from './event-waits.ts';
import { handedEffect } from './handed-effect.ts';
import { handingOn } from './handing-on.ts';
import { diagnosed } from './commands/await-session.ts';
import type { ExecutionHost, HandedEffect, SessionEnd } from './host.ts';
import { loadRun, type LoadedRun } from './load-run.ts';
import { draftCancel, offerEvent, type EventOffer } from './offer-event.ts';
import { openParts } from './open-parts.ts';
import { openRunning, type Running } from './running.ts';
import { draftStart, type RunStart, type StartedRunDraft } from './start-run.ts';
import { isWork } from './touched-runs.ts';
import { commandId } from './work.ts';

/** How many runs are carried on with at once. */
const mostAtOnce = 256;

/** How many waiting runs are kept in memory. */
const mostInHand = 1_000;

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
  /** Says that others have committed to a run: it is read again and goes on at the next `settle`. True: it has its turn here and goes on now. */
  readonly touch: (run: string) => boolean;
  readonly answer: (task: string, answer: TaskAnswer) => Promise<AnswerResult>;
  readonly endSession: (end: SessionEnd) => Promise<boolean>;
  readonly cancel: (run: string, by: string | null, reason: string) => Promise<AnswerResult>;
  readonly undo: (run: string, by: string | null, reason: string) => Promise<AnswerResult>;
  readonly pause: (run: string, by: string, reason: string) => Promise<AnswerResult>;
  /** Lifts the pause that was looked at: another, made meanwhile, stays. */
  readonly resume: (run: string, by: string, reason: string, pause: Pause | null) => Promise<AnswerResult>;
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

/**
 * Opens execution over a store. Nothing is performed before the first `settle`, which also resumes what an earlier process left.
 * Branches of a run go on side by side, and so do runs; the commits of one run come one after the other.
 */
export function openExecutor(host: ExecutionHost): Executor {
  const inHand = new Map<string, Running>();
  const working = new Map<string, Map<string, Promise<void>>>();
  /** Commands that were looked at and had nothing to answer yet: not looked at again before the next `settle` or commit. */
  const idle = new Map<string, Set<string>>();
  const touched = new Set<string>();
  /** Runs that have a turn here. Without `handOn` every run is driven, whether it has a turn or not. */
  const turns = new Map<string, Promise<void>>();
  /** Effects of those runs that were handed on, by command. */
  const handed = new Map<string, Set<string>>();
  const waits = host.handOn === undefined ? openEventWaits(host) : sharedEventWaits(host);
  const faults: { readonly run: string; readonly fault: unknown }[] = [];
  let resumed = false;
  let commits = 0;

  function take(run: string): Running | null {
    const known = inHand.get(run);
    if (known !== undefined) return known;
    const loaded = loadRun(host, run);
    if (loaded === null) return null;
    if (host.handOn !== undefined) return takeForTurn(loaded);
    const running = openRunning(host, loaded, { entry: tellEntry, committed });
    inHand.set(run, running);
    const record = host.store.run(run);
    if (record !== null) waits.note(record);
    return running;
  }

  /** A run that has a turn here is everybody's in this process; any other is only committed to, and handed on. */
  function takeForTurn(loaded: LoadedRun): Running {
    const { run } = loaded;
    if (!turns.has(run))
      return openRunning(
        handingOn(host, () => false),
        loaded,
        { entry: tellEntry, committed },
      );
    const isDriven = (): boolean => inHand.get(run) === running;
    const opened = openRunning(
      handingOn(host, (other) => other === run && isDriven()),
      loaded,
      {
        entry: tellEntry,
        committed: () => committed(running),
      },
    );
    // The turn does not end while somebody commits to its run.
    const running: Running = {
      ...opened,
      commit: (move) => (isDriven() ? during(run, opened.commit(move)) : opened.commit(move)),
    };
    inHand.set(run, running);
    return running;
  }

  function during<Result>(run: string, work: Promise<Result>): Promise<Result> {
    const begun = working.get(run) ?? new Map<string, Promise<void>>();
    working.set(run, begun);
    const id = `commit ${(commits += 1)}`;
    begun.set(
      id,
      work.then(
        () => void begun.delete(id),
        () => void begun.delete(id),
      ),
    );
    return work;
  }

  /** Whoever watches can change nothing: not even by throwing. */
  function tellEntry(run: string, entry: Entry): void {
    try {
      host.onEntry?.(run, entry);
    } catch (fault) {
      faults.push({ run, fault });
    }
  }

  function committed(running: Running): void {
    idle.delete(running.run);
    if (running.state().status === 'ended') tellEnd(running);
    if (host.handOn === undefined || inHand.get(running.run) === running) drive(running);
  }

  /** Begins to carry out everything that is outstanding, due and not begun. */
  function drive(running: Running): void {
    const state = running.state();
    if (state.status === 'ended') return letGo(running);
    if (standsStill(state)) return;
    const begun = working.get(running.run) ?? new Map<string, Promise<void>>();
    working.set(running.run, begun);
    const now = host.clock.now();
    for (const command of state.outstanding) {
      if (command.type === 'await' && command.what === 'child') touchChild(command.task);
      if (command.type === 'unwind') touchChild(command.run);
      const id = commandId(command);
      if (begun.has(id) || idle.get(running.run)?.has(id) === true || !isDue(command, now)) continue;
      const work = (handOnEffect(running, command) ?? carryOut(atOneBundle(host), running, command, take))
        .catch((fault: unknown) => void faults.push({ run: running.run, fault }))
        .finally(() => {
          begun.delete(id);
          rest(running, id);
        });
      begun.set(id, work);
    }
  }

  function handOnEffect(running: Running, command: Command): Promise<void> | null {
    const effect = host.handOnEffect === undefined ? null : handedEffect(host, running, command);
    const handing = effect === null ? null : (host.handOnEffect?.(effect) ?? null);
    if (handing !== null) handed.set(running.run, (handed.get(running.run) ?? new Set()).add(commandId(command)));
    return handing;
  }

  /** Whether a run is paused, or a part of one that is and was only beginning when that was paused. */
  function standsStill({ paused = null, cause }: RunState): boolean {
    return paused !== null || (cause?.kind === 'run' && host.store.run(cause.run)?.paused === true);
  }

  /** A command has been seen to. If it is still outstanding there was nothing to answer, and it rests. */
  function rest(running: Running, id: string): void {
    if (running.state().outstanding.some((command) => commandId(command) === id)) {
      const resting = idle.get(running.run) ?? new Set<string>();
      idle.set(running.run, resting.add(id));
    }
  }

  /** A child that nobody has in hand begins, or goes on. */
  function touchChild(run: string): void {
    // The commit by which it has something to do has handed it on.
    if (host.handOn !== undefined) return;
    if (!inHand.has(run) && host.store.run(run)?.status !== 'ended') touched.add(run);
  }

  /** A run has ended: the run it is a part of looks at it. */
  function letGo(running: Running): void {
    inHand.delete(running.run);
    idle.delete(running.run);
    const { cause } = running.state();
    if (cause?.kind === 'run' && host.handOn === undefined) touched.add(cause.run);
  }

  function tellEnd(running: Running): void {
    const begun = working.get(running.run) ?? new Map<string, Promise<void>>();
    working.set(running.run, begun);
    const told = Promise.resolve(host.onEnd?.(running.run, running.state().end ?? ''))
      .catch((fault: unknown) => void faults.push({ run: running.run, fault }))
      .finally(() => {
        begun.delete('onEnd');
        if (begun.size === 0 && host.handOn !== undefined && !turns.has(running.run)) working.delete(running.run);
      });
    begun.set('onEnd', told);
  }

  function wakeDue(): void {
    if (!resumed) for (const { run } of host.store.runs({ status: 'open' })) touched.add(run);
    resumed = true;
    for (const { run } of host.store.runs({ status: 'open', dueBy: host.clock.now() })) touched.add(run);
  }

  function driveTouched(): void {
    for (const run of touched) {
      if (working.size >= mostAtOnce) return;
      touched.delete(run);
      const running = take(run);
      if (running === null) continue;
      running.refresh();
      idle.delete(run);
      drive(running);
    }
  }

  function inProgress(): readonly Promise<void>[] {
    for (const [run, begun] of working) if (begun.size === 0) working.delete(run);
    return [...working.values()].flatMap((begun) => Array.from(begun.values()));
  }

  /** Runs that only wait are read again when something happens to them. */
  function rememberLess(): void {
    if (inHand.size <= mostInHand) return;
    for (const run of inHand.keys()) if (!working.has(run)) inHand.delete(run);
    idle.clear();
  }

  async function settle(): Promise<void> {
    if (host.handOn !== undefined) return;
    wakeDue();
    for (;;) {
      driveTouched();
      const going = inProgress();
      rememberLess();
      if (going.length > 0) await Promise.race(going);
      else if (touched.size === 0) break;
    }
    const [first] = faults.splice(0);
    if (first !== undefined) throw first.fault;
  }

  function touch(run: string): boolean {
    const running = turns.has(run) ? inHand.get(run) : undefined;
    if (running !== undefined) {
      running.refresh();
      idle.delete(run);
      drive(running);
    } else if (host.handOn === undefined) touched.add(run);
    else host.handOn(run);
    return running !== undefined;
  }

  function turn(run: string): Promise<void> {
    const current = turns.get(run);
    if (current !== undefined) {
      touch(run);
      return current;
    }
    const taken = Promise.resolve().then(() => takeTurn(run));
    turns.set(run, taken);
    return taken;
  }

  async function takeTurn(run: string): Promise<void> {
    try {
      const running = take(run);
      if (running === null) return;
      drive(running);
      for (let tried = -1; ; tried = running.state().count) {
        await allDone(run);
        throwFault(run);
        const left = leftUndone(running);
        if (left.length === 0) break;
        // What was committed and not heard of is read back; what stays is not for this turn.
        if (tried === running.state().count) throw new Error(`the run ${run} does not get on: ${left.join(', ')}`);
        touch(run);
      }
    } finally {
      turns.delete(run);
      inHand.delete(run);
      idle.delete(run);
      working.delete(run);
      handed.delete(run);
    }
  }

  function throwFault(run: string): void {
    const own = faults.filter((each) => each.run === run);
    for (const each of own) faults.splice(faults.indexOf(each), 1);
    if (own[0] !== undefined) throw own[0].fault;
  }

  async function allDone(run: string): Promise<void> {
    for (;;) {
      const begun = working.get(run);
      if (begun === undefined || begun.size === 0) return;
      await Promise.race(begun.values());
    }
  }

  /** What a machine should have carried out. The end of a child is waited for, and so is an effect that was handed on. */
  function leftUndone(running: Running): readonly string[] {
    const state = running.state();
    if (state.status === 'ended' || standsStill(state)) return [];
    const isHanded = (command: Command): boolean => handed.get(running.run)?.has(commandId(command)) === true;
    const left = state.outstanding.filter((command) => isWork(state, command) || command.type === 'attempt');
    return left.filter((command) => command.type !== 'unwind' && !isHanded(command)).map(({ type }) => type);
  }

  async function effect({ run, key, attempt }: Pick<HandedEffect, 'run' | 'key' | 'attempt'>): Promise<void> {
    const loaded = loadRun(host, run);
    if (loaded === null || loaded.state.status === 'ended' || standsStill(loaded.state)) return;
    const running = openRunning(
      handingOn(host, () => false),
      loaded,
      { entry: tellEntry, committed },
    );
    const wanted = loaded.state.outstanding.find(
      (command) => command.type === 'attempt' && command.key === key && command.attempt === attempt,
    );
    if (wanted !== undefined) await carryOut(atOneBundle(host), running, wanted, take);
  }

  async function move(
    run: string,
    entry: Moving,
    fits?: (state: RunState) => boolean,
    touched: readonly string[] = [],
  ): Promise<AnswerResult> {
    const running = take(run);
    if (running === null) return { ok: false, code: 'no_such_task', reason: `there is no run ${run}` };
    running.refresh();
    const beside = [{ expect: {}, append: [], touched }];
    const moving = { entries: [{ ...entry, reason: entry.reason.toWellFormed() }], beside };
    const taken = await running.commit((state) => (fits?.(state) === false ? null : moving));
    return taken ? { ok: true, run } : { ok: false, code: 'refused', reason: whyNotMoved[entry.type] };
  }

  return {
    draftStart: (start) => draftStart(start, host.clock.now()),
    offerEvent: (event, facts) => offerEvent(host, waits, event, facts),
    draftCancel: (run, reason) => draftCancel(host, run, reason),
    touch,
    answer: (task, answer) => answerTask(atOneBundle(host), take, task, answer),
    endSession: async (end) => {
      const running = take(end.run);
      if (running === null) return false;
      running.refresh();
      const visit = running.state().nodes[end.node]?.visit ?? 0;
      return running.commit(() => ({ entries: [diagnosed(end, visit)] }));
    },
    cancel: (run, by, reason) => move(run, { type: 'run.cancelled', by, reason }),
    undo: (run, by, reason) => move(run, { type: 'undo.requested', by, reason }),
    pause: (run, by, reason) => move(run, { type: 'run.paused', by, reason }),
    resume: (run, by, reason, pause) =>
      move(
        run,
        { type: 'run.resumed', by, reason },
        ({ paused = null }) => sameValue({ ...paused }, { ...pause }),
        // Parts that were only beginning stood still because of it.
        openParts(host.store, run),
      ),
    settle,
    turn,
    effect,
    nextDue: () => {
      const due = host.store.runs({ status: 'open' }).flatMap((run) => run.due ?? []);
      return due.sort((one, other) => Date.parse(one) - Date.parse(other))[0] ?? null;
    },
    state: (run) => loadRun(host, run)?.state ?? null,
  };
}
