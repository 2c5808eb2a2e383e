import { sameValue } from '@deskbook/policies';
import { atOneBundle } from './at-one-bundle.ts';
import type { AnswerResult } from './answer-result.ts';
import type { Command } from '../kernel/command.ts';
import type { Entry } from '../kernel/entry.ts';
import { pausesOf } from '../kernel/pauses-of.ts';
import type { RunState } from '../kernel/run-state.ts';
import { answerTask } from './answer-task.ts';
import { carryOut, isDue } from './carry-out.ts';
import { openEventWaits, sharedEventWaits } from './event-waits.ts';
import type { Executor } from './executor.ts';
import { handedEffect } from './handed-effect.ts';
import { asksFirst, isForeseeable } from './foresight.ts';
import { handingOn } from './handing-on.ts';
import { diagnosed } from './commands/await-session.ts';
import type { ExecutionHost, HandedEffect } from './host.ts';
import { leftUndone } from './left-undone.ts';
import { loadRun, type LoadedRun } from './load-run.ts';
import { draftCancel, offerEvent } from './offer-event.ts';
import { type Moving, whyNotMoved } from './moving.ts';
import { outsideCalls } from './outside-calls.ts';
import { lastPriority, readyRuns } from './ready-runs.ts';
import { openRunning, type Running, type Watch } from './running.ts';
import { standsStill } from './stands-still.ts';
import { draftStart } from './start-run.ts';
import { workUnderWay } from './work-under-way.ts';
import { commandId, isAsked } from './work.ts';

export type { Executor };

/** How many runs are carried on with at once, but for those that wait for the world; and how many with those. */
const mostAtOnce = 256;
const mostInAll = 10_000;

/** How many waiting runs are kept in memory. */
const mostInHand = 1_000;

const ignore = (): void => {};

/** The last instant there is: whatever is due at all is due by then. */
const endOfTime = new Date(8_640_000_000_000_000).toISOString();

/**
 * Opens execution over a store. Nothing is performed before the first `settle`, which also resumes what an earlier process left.
 * Branches of a run go on side by side, and so do runs, the urgent ones first where there are too many at once; the commits of one run
 * come one after the other.
 */
export function openExecutor(given: ExecutionHost): Executor {
  const outside = outsideCalls(given);
  const { host } = outside;
  const inHand = new Map<string, Running>();
  const under = workUnderWay();
  const touched = readyRuns((run) => {
    const known = inHand.get(run);
    return (known === undefined ? host.store.run(run)?.priority : known.state().priority) ?? lastPriority;
  });
  /** Runs that are tried again at the next `settle`. */
  const interrupted = new Set<string>();
  const isDrivenHere = host.handOn === undefined;
  /** Runs that have a turn here. */
  const turns = new Map<string, Promise<void>>();
  /** Effects of those that were handed on, by command. */
  const handed = new Map<string, Set<string>>();
  const waits = isDrivenHere ? openEventWaits(host) : sharedEventWaits(host);
  const faults: { readonly run: string; readonly fault: unknown }[] = [];
  let resumed = false;
  let commits = 0;
  function take(run: string): Running | null {
    const known = inHand.get(run);
    if (known?.isMoved() === false) return known;
    const loaded = loadRun(host, run);
    if (loaded === null) return null;
    under.wake(run);
    const running = open(loaded);
    if (isDrivenHere || turns.has(run)) inHand.set(run, running);
    const record = host.store.run(run);
    if (record !== null) waits.note(record);
    return running;
  }

  /** A run that is driven here is everybody's in this process; any other is only committed to, and handed on. */
  function open(loaded: LoadedRun): Running {
    const { run } = loaded;
    const isDriven = (): boolean => isDrivenHere || inHand.get(run) === running;
    const own = isDrivenHere ? host : handingOn(host, (touched) => touched === run && isDriven());
    const opened = openRunning(own, loaded, {
      entry: tellEntry,
      foreseen: (_, recorded) => isDriven() && foreseen(running, recorded),
      committed: () => committed(running),
      failed: tryAgain,
    });
    const running: Running = {
      ...opened,
      commit: (move) => {
        const made = opened.commit(move);
        // Nobody is through with a run while somebody commits to it: more may come of that.
        if (isDriven()) under.begin(run, `commit ${(commits += 1)}`, made.then(ignore, ignore));
        return made;
      },
    };
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
    if (!inHand.has(run)) lookLater(run);
    return takeNow(run);
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
    under.wake(running.run);
    if (running.state().status === 'ended') tellEnd(running);
    if (isDrivenHere || inHand.get(running.run) === running) drive(running);
  }

  /** Something could not be done because the store or the host failed: the run is read again, and goes on, at the next `settle`. */
  function tryAgain({ run }: Running): void {
    if (isDrivenHere) interrupted.add(run);
  }

  /** A run is looked at once more. What others are to look at, the commit that touched it has handed on. */
  function lookLater(run: string): void {
    if (isDrivenHere) touched.add(run);
  }

  /** Looks at everything anew that is outstanding, and once more at what is just being looked at. */
  function lookAt(running: Running): void {
    under.lookAnew(running.run);
    drive(running);
  }

  /** Begins to carry out everything that is outstanding, due and not begun; what is not durable yet is looked at once it is. */
  function drive(running: Running): void {
    const [state, recorded] = [running.state(), running.recorded()];
    if (recorded.status === 'ended') return letGo(running);
    if (running.isMoved()) return lookLater(running.run);
    if (standsStill(host.store, state)) return;
    const now = host.clock.now();
    for (const command of state.outstanding) {
      if (state !== recorded && !isAsked({ command }, recorded.outstanding)) continue;
      if (command.type === 'await' && command.what === 'child') touchChild(command.task);
      // One that stood still with its run, and is being undone already, goes on as well.
      if (command.type === 'unwind' && host.store.run(command.run)?.status !== 'ended') lookLater(command.run);
      if (!under.isFree(running.run, commandId(command)) || !isDue(command, now)) continue;
      const handed = handOnEffect(running, command);
      begin(running, command, handed ?? carryOut(atOneBundle(host), running, command, takeFor));
    }
  }

  /**
   * Begins what only asks before it commits, of what a run will have to do once the moves are durable that it is just making. What comes
   * out of it is in the same commit as they are, or fits no more where they failed.
   */
  function foreseen(running: Running, recorded: RunState): boolean {
    if (host.handOnEffect !== undefined || !isForeseeable(running.graph, recorded, running.state())) return false;
    const asks = running.state().outstanding.filter((command) => asksFirst(command));
    const begun = asks.filter((command) => under.isFree(running.run, commandId(command)));
    for (const command of begun) begin(running, command, carryOut(atOneBundle(host), running, command, takeFor));
    return begun.length > 0;
  }

  function begin(running: Running, command: Command, carried: Promise<void>): void {
    const { run } = running;
    const work = carried.catch((fault: unknown) => {
      faults.push({ run, fault });
      tryAgain(running);
    });
    under.begin(run, commandId(command), work, () => rest(running, command));
  }

  function handOnEffect(running: Running, command: Command): Promise<void> | null {
    const effect = host.handOnEffect === undefined ? null : handedEffect(host, running, command);
    const handing = effect === null ? null : (host.handOnEffect?.(effect) ?? null);
    if (handing !== null) handed.set(running.run, (handed.get(running.run) ?? new Set()).add(commandId(command)));
    return handing;
  }

  /** A command has been seen to. If it is still outstanding there was nothing to answer, and it rests. */
  function rest(running: Running, command: Command): void {
    const { run } = running;
    if (running.isMoved()) return lookLater(run);
    const id = commandId(command);
    if (!isAsked({ command }, running.state().outstanding)) return under.done(run, id);
    if (!under.rest(run, id)) return;
    // This one alone: to look at all of them anew would have each wait for the next, for ever.
    if (isDrivenHere && inHand.get(run) !== running) lookLater(run);
    else drive(running);
  }

  /** A child that nobody has in hand begins, or goes on. */
  function touchChild(run: string): void {
    if (isDrivenHere && !inHand.has(run) && host.store.run(run)?.status !== 'ended') touched.add(run);
  }

  /** A run has ended: the run it is a part of looks at it. */
  function letGo(running: Running): void {
    inHand.delete(running.run);
    under.forget(running.run);
    const { cause } = running.state();
    if (cause?.kind === 'run') lookLater(cause.run);
  }

  function tellEnd(running: Running): void {
    const { onEnd } = host;
    if (onEnd === undefined) return;
    const told = Promise.resolve(onEnd(running.run, running.state().end ?? ''));
    under.begin(
      running.run,
      'onEnd',
      told.catch((fault: unknown) => void faults.push({ run: running.run, fault })),
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
    while (under.runs() - outside.underWay() < mostAtOnce && under.runs() < mostInAll) {
      const run = touched.take();
      if (run === null) return;
      const running = takeNow(run);
      if (running === null) continue;
      lookAt(running);
    }
  }

  /** Runs that only wait are read again when something happens to them. */
  function rememberLess(): void {
    if (inHand.size <= mostInHand) return;
    for (const run of inHand.keys()) if (!under.isBusy(run)) inHand.delete(run);
    under.forgetAll();
  }

  async function settle(): Promise<void> {
    if (!isDrivenHere) return;
    wakeDue();
    for (;;) {
      driveTouched();
      rememberLess();
      // Where more are only waiting for the world, others have their turn.
      if (under.runs() > 0) await (touched.size() > 0 ? Promise.race([under.next(), outside.next()]) : under.next());
      else if (touched.size() === 0) break;
    }
    const [first] = faults.splice(0);
    if (first !== undefined) throw first.fault;
  }

  function touch(run: string): boolean {
    const running = turns.has(run) && inHand.has(run) ? takeNow(run) : null;
    if (running !== null) {
      lookAt(running);
    } else if (isDrivenHere) touched.add(run);
    else host.handOn?.(run);
    return running !== null;
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
      for (let tried = -1; ;) {
        const running = takeNow(run);
        if (running === null) return;
        lookAt(running);
        while (under.isBusy(run)) await under.next();
        throwFault(run);
        const now = takeNow(run);
        const left =
          now === null || standsStill(host.store, now.state()) ? [] : leftUndone(now.state(), handed.get(run));
        if (now === null || left.length === 0) return;
        // What was committed and not heard of is read back, once; what stays then is not for this turn.
        if (tried === now.state().count) throw new Error(`the run ${run} does not get on: ${left.join(', ')}`);
        tried = now.state().count;
      }
    } finally {
      turns.delete(run);
      inHand.delete(run);
      under.forget(run);
      handed.delete(run);
    }
  }

  function throwFault(run: string): void {
    const own = faults.filter((each) => each.run === run);
    for (const each of own) faults.splice(faults.indexOf(each), 1);
    if (own[0] !== undefined) throw own[0].fault;
  }

  async function effect({ run, key, attempt }: Pick<HandedEffect, 'run' | 'key' | 'attempt'>): Promise<void> {
    const loaded = loadRun(host, run);
    if (loaded === null || loaded.state.status === 'ended' || standsStill(host.store, loaded.state)) return;
    const wanted = loaded.state.outstanding.find(
      (command) => command.type === 'attempt' && command.key === key && command.attempt === attempt,
    );
    const watch: Watch = { entry: tellEntry, foreseen: () => false, committed, failed: tryAgain };
    const running = openRunning(
      handingOn(host, () => false),
      loaded,
      watch,
    );
    if (wanted !== undefined) await carryOut(atOneBundle(host), running, wanted, takeFor);
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
    touch,
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
    turn,
    effect,
    nextDue: () => {
      const due = host.store.runs({ status: 'open', dueBy: endOfTime }).flatMap((run) => run.due ?? []);
      return due.sort((one, other) => Date.parse(one) - Date.parse(other))[0] ?? null;
    },
    state: (run) => loadRun(host, run)?.state ?? null,
  };
}
