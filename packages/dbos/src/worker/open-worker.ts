import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { type Clock, type Desk, type Perform, StoreError } from '@deskbook/core';
import { DESK_TURN, type HandedEffect } from '@deskbook/core/hosts';
import { controlConnection } from './control-connection.ts';
import { databaseClock } from './database-clock.ts';
import { openDispatcher } from './dispatcher.ts';
import { type EffectQueues, queueOf } from './effect-queues.ts';
import { heldWork, isFenced } from './held-work.ts';
import { oneAfterAnother } from './one-after-another.ts';
import { type Repeated, repeat } from './repeat.ts';
import { type SharedDeskOptions, connectDesk, openStore } from './shared-desk.ts';
import { takeLease } from './lease.ts';
import { watchWallClock } from './wall-clock.ts';

/** What a worker is opened with. */
export interface WorkerOptions extends SharedDeskOptions {
  /** What it is called in the table of workers, for whoever looks there: the host's name unless told. Several may be called the same. */
  readonly worker?: string;
  /** Where effects wait, so that no more than so many are performed at once or in a while, over all workers together. The same for all of them. */
  readonly queues?: EffectQueues;
  /** How many turns it takes at once; 64 unless told. */
  readonly turnsAtOnce?: number;
  /** After so many seconds without a sign of life its work is given to others; 3 unless told. The same for all of them. */
  readonly leaseSeconds?: number;
  /** Told of what went wrong and is tried again: a turn that failed, a database that is away. */
  readonly onFault?: (fault: unknown) => void;
}

/**
 * Why a worker is none any more. `fenced`: it gave no sign of life in time, and what it had in hand was given to others. `clock_set_back`: the
 * clock of its machine was; the desk's time is the database's, but the timers that ask the queues for work would have stood still.
 * `keys_destroyed`: somebody was erased, or something was let go of, and it may still hold what that was.
 */
export type WorkerEnd =
  | { readonly reason: 'closed' | 'clock_set_back' | 'keys_destroyed' }
  | { readonly reason: 'fenced'; readonly error: StoreError };

/** A process that takes its share of the work. */
export interface DeskWorker {
  /** The whole desk: it takes everything in, as `openSharedDesk` does. */
  readonly desk: Desk;
  /** The name its lease is under: its own, and one that no other ever had. */
  readonly name: string;
  /** Resolves when it is none any more. But for `closed`, open another in its place, or end the process and have another started. */
  readonly ended: Promise<WorkerEnd>;
  /** Takes no more turns, waits a little for those under way, and leaves the rest to others at once. */
  readonly close: () => Promise<void>;
}

/** How long between two signs of life, in milliseconds. */
const BEAT = 500;
/** How long a worker waits before it asks again whether turns were asked for by others, in milliseconds. */
const LOOK = 50;
/** After so long, in milliseconds, what it was given and has not begun is thought never to have come. */
const UNHEARD = 3_000;
/** How long a closing worker waits for what is under way, in milliseconds. */
const LANDING = 5_000;
/** Workflows that are done are kept so long, in milliseconds, for whoever wants to look, and looked for so often. */
const KEEP = 10 * 60_000;
const FORGET = 60_000;

/**
 * Opens a worker: it takes turns from the queue that all workers share, performs what they ask for, and takes over from workers that have
 * gone silent. One for a process.
 *
 * @throws StoreError as `postgresStore` does; Error where this process has a worker already.
 *
 * @example
 * const worker = await openWorker({ url: 'postgresql://localhost/desk', keys, bundle, perform, directory });
 * const { reason } = await worker.ended;
 */
export async function openWorker(options: WorkerOptions): Promise<DeskWorker> {
  const transact = await import('./transact.ts');
  const closing: (() => Promise<unknown>)[] = [async () => options.keys?.close()];
  try {
    transact.takeProcess();
    closing.push(async () => transact.freeProcess());
    return await open(options, transact, closing);
  } catch (fault) {
    await closeAll(closing, options.onFault ?? (() => {}));
    throw fault;
  }
}

/** Closes what was opened, the last first. */
async function closeAll(
  closing: readonly (() => Promise<unknown>)[],
  onFault: (fault: unknown) => void,
): Promise<void> {
  for (const close of closing.toReversed()) {
    await close().catch((fault: unknown) => isFenced(fault) || onFault(fault));
  }
}

async function open(
  options: WorkerOptions,
  { land, launch, openTransact }: typeof import('./transact.ts'),
  closing: (() => Promise<unknown>)[],
): Promise<DeskWorker> {
  const { url, queues = {}, turnsAtOnce = 64, leaseSeconds = 3, onFault = () => {} } = options;
  const name = `${options.worker ?? hostname()}/${randomUUID().slice(0, 8)}`;
  const clock = databaseClock();
  const desksClock = options.clock ?? clock;
  const { store, isOver } = await openStore(options, name);
  closing.push(() => store.close());
  const control = controlConnection({ url, name: 'deskbook worker' });
  closing.push(control.close);
  const lease = await takeLease({ worker: name, connection: control, clock, seconds: leaseSeconds });
  const transact = await openTransact(url, onFault);
  closing.push(transact.close);

  const perform: Perform = async (...asked) => {
    await lease.held();
    return options.perform(...asked);
  };
  const handOnEffect = (effect: HandedEffect): Promise<void> | null => {
    const actions = queueOf(queues, effect.action);
    return actions === null ? null : transact.queueEffect(actions, effect);
  };
  let wake = (): void => {};
  const connected = await connectDesk({ ...options, perform, clock: desksClock }, store, {
    handOn: () => wake(),
    handOnEffect,
  });
  closing.push(connected.close);
  const turning = new Set<string>();
  const work = heldWork({ lease, turns: connected.turns, transact, turning, onFault });
  const dispatcher = openDispatcher({
    url,
    transact,
    turning,
    now: () => Date.parse(desksClock.now()),
    touch: (of) => lease.isHeld() && of !== DESK_TURN && connected.turns.touch(of),
    onFault,
  });
  closing.push(dispatcher.close);

  const ended = Promise.withResolvers<WorkerEnd>();
  const loops: Repeated[] = [];
  let taking: Repeated | null = null;
  let leaving: Promise<void> | null = null;

  /** What is still under way here is for others, and at once. */
  async function leaveToOthers(): Promise<void> {
    await lease.leave();
    await transact.takeOver([name]);
  }

  async function leave(end: WorkerEnd): Promise<void> {
    const isFencedOut = end.reason === 'fenced';
    // What is under way is never taken.
    const isInVain = isFencedOut || end.reason === 'keys_destroyed';
    await launching.catch(() => {});
    await Promise.all(loops.map((loop) => loop.stop()));
    await land(isInVain ? 0 : LANDING).catch(onFault);
    await beating.stop();
    if (!isFencedOut) await leaveToOthers().catch(onFault);
    await closeAll(closing, onFault);
    ended.resolve(end);
  }

  const leaveOnceLost = async (): Promise<void> => {
    await lease.lost;
    const why = 'this worker gave no sign of life in time, and its work was given to others';
    leaving ??= leave({ reason: 'fenced', error: new StoreError('fenced', why) });
  };
  void leaveOnceLost();
  const wallClock = watchWallClock();
  const beat = async (): Promise<void> => {
    const before = lease.gone().length;
    await lease.beat();
    if (lease.gone().length > before) taking?.wake();
    if (wallClock.wasSetBack()) leaving ??= leave({ reason: 'clock_set_back' });
    if (isOver()) leaving ??= leave({ reason: 'keys_destroyed' });
  };
  const takeWork = async (): Promise<void> => {
    await transact.takeOver(lease.gone());
    if (lease.isHeld()) await transact.takeBack(name, timeBefore(clock, UNHEARD));
  };
  const beating = repeat(beat, BEAT, onFault);
  const launching = oneAfterAnother(url, () =>
    launch({ url, worker: name, work, queues, turnsAtOnce, onTrouble: onFault }),
  );
  try {
    await launching;
  } catch (fault) {
    leaving ??= leave({ reason: 'closed' });
    await leaving;
    throw fault;
  }
  // What came in between it is told of by its end.
  if (leaving === null) {
    const dispatching = repeat(dispatcher.round, LOOK, onFault);
    wake = dispatching.wake;
    taking = repeat(takeWork, BEAT, onFault);
    loops.push(dispatching, taking);
    loops.push(repeat(() => transact.forget(timeBefore(clock, KEEP)), FORGET, onFault));
  }
  return {
    desk: connected.desk,
    name,
    ended: ended.promise,
    close: () => (leaving ??= leave({ reason: 'closed' })),
  };
}

const timeBefore = (clock: Clock, milliseconds: number): Date => new Date(Date.parse(clock.now()) - milliseconds);
