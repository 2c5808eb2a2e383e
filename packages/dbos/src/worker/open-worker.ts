import { randomUUID } from 'node:crypto';
import { type Desk, type Perform, StoreError } from '@deskbook/core';
import { DESK_TURN, type HandedEffect, turnsOf } from '@deskbook/core/hosts';
import { postgresStore } from '../journal/postgres-store.ts';
import { controlConnection } from './control-connection.ts';
import { databaseClock } from './database-clock.ts';
import { CHANNEL, openDispatcher } from './dispatcher.ts';
import { type EffectQueues, queueOf } from './effect-queues.ts';
import { heldWork, isFenced } from './held-work.ts';
import { oneAfterAnother } from './one-after-another.ts';
import { type Repeated, repeat } from './repeat.ts';
import { type SharedDeskOptions, connectDesk } from './shared-desk.ts';
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
 */
export type WorkerEnd =
  | { readonly reason: 'closed' | 'clock_set_back' }
  | { readonly reason: 'fenced'; readonly error: StoreError };

/** A process that takes its share of the work. */
export interface DeskWorker {
  /** The whole desk: it takes everything in, as `openSharedDesk` does. */
  readonly desk: Desk;
  /** The name its lease is under: its own, and one that no other ever had. */
  readonly name: string;
  /** Resolves when it is none any more. After `fenced`, nothing that it commits is taken: close it, and open another or end the process. */
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
 * const worker = await openWorker({ url: 'postgresql://localhost/desk', bundle, perform, directory });
 * const { reason } = await worker.ended;
 */
export async function openWorker(options: WorkerOptions): Promise<DeskWorker> {
  const { url, queues = {}, turnsAtOnce = 64, leaseSeconds = 3, onFault = () => {} } = options;
  const { land, launch, openTransact } = await import('./transact.ts');
  const name = `${options.worker ?? (await import('node:os')).hostname()}/${randomUUID().slice(0, 8)}`;
  const clock = databaseClock();
  const store = await postgresStore({ url, worker: name, turnsOf });
  const control = controlConnection({ url, name: 'deskbook worker' });
  const lease = await takeLease({ worker: name, connection: control, clock, seconds: leaseSeconds });
  const transact = await openTransact(url, onFault);

  let dispatching: Repeated | null = null;
  const loops: Repeated[] = [];

  const perform: Perform = async (...asked) => {
    await lease.held();
    return options.perform(...asked);
  };
  const handOnEffect = (effect: HandedEffect): Promise<void> | null => {
    const actions = queueOf(queues, effect.action);
    return actions === null ? null : transact.queueEffect(actions, effect);
  };
  const connected = await connectDesk({ ...options, perform, clock: options.clock ?? clock }, store, {
    handOn: () => dispatching?.wake(),
    handOnEffect,
  });
  const { desk, turns } = connected;

  const turning = new Set<string>();
  const touch = (of: string): boolean => lease.isHeld() && turning.has(of) && of !== DESK_TURN && turns.touch(of);
  const dispatcher = openDispatcher({
    connection: controlConnection({
      url,
      name: 'deskbook dispatcher',
      onNotice: (payload) => {
        for (const of of JSON.parse(payload) as readonly string[]) look(of);
      },
      onOpen: async (client) => {
        await client.query(`LISTEN ${CHANNEL}`);
        // What was notified while nobody listened.
        for (const of of turning) look(of);
      },
    }),
    transact,
    touch,
  });

  /** A turn that is under way sees what others have committed to its run. */
  function look(of: string): void {
    try {
      touch(of);
    } catch (fault) {
      onFault(fault);
    }
  }

  const work = heldWork({ lease, turns, transact, turning, onFault });

  let tellEnd = (_: WorkerEnd): void => {};
  const ended = new Promise<WorkerEnd>((resolve) => {
    tellEnd = resolve;
  });
  let leaving: Promise<void> | null = null;
  const leave = async (end: WorkerEnd): Promise<void> => {
    const isFencedOut = end.reason === 'fenced';
    await launching.catch(() => {});
    await Promise.all(loops.map((loop) => loop.stop()));
    await land(isFencedOut ? 0 : LANDING).catch(onFault);
    await beating.stop();
    if (!isFencedOut) await leaveToOthers().catch(onFault);
    tellEnd(end);
    await connected.close().catch((fault: unknown) => isFenced(fault) || onFault(fault));
    await transact.close();
    await control.close();
    await dispatcher.close();
  };
  void lease.lost.then(() => {
    const error = new StoreError('fenced', 'this worker gave no sign of life in time, and its work was given to others');
    leaving ??= leave({ reason: 'fenced', error });
  });
  /** What is still under way here is for others, and at once. */
  async function leaveToOthers(): Promise<void> {
    await lease.leave();
    await transact.takeOver([name]);
  }

  const wallClock = watchWallClock();
  const beating = repeat(
    async () => {
      await lease.beat();
      if (wallClock.wasSetBack()) leaving ??= leave({ reason: 'clock_set_back' });
      return false;
    },
    BEAT,
    onFault,
  );
  const launching = oneAfterAnother(url, () =>
    launch({ url, worker: name, work, queues, turnsAtOnce, onTrouble: onFault }),
  );
  try {
    await launching;
  } catch (fault) {
    await (leaving ??= leave({ reason: 'closed' }));
    throw fault;
  }
  // Whatever went wrong meanwhile, the worker is told of by its end.
  if (leaving === null) {
    dispatching = repeat(() => dispatcher.round(), LOOK, onFault);
    loops.push(
      dispatching,
      repeat(
        async () => {
          if (lease.gone().length > 0) await transact.takeOver(lease.gone());
          if (lease.isHeld()) await transact.takeBack(name, new Date(Date.parse(clock.now()) - UNHEARD));
          return false;
        },
        BEAT,
        onFault,
      ),
      repeat(
        async () => {
          await transact.forget(new Date(Date.parse(clock.now()) - KEEP));
          return false;
        },
        FORGET,
        onFault,
      ),
    );
  }
  return { desk, name, ended, close: () => (leaving ??= leave({ reason: 'closed' })) };
}
