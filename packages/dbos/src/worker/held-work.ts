import { randomUUID } from 'node:crypto';
import { StoreError } from '@deskbook/core';
import type { Turns } from '@deskbook/core/hosts';
import type { Lease } from './lease.ts';
import type { Transact, Work } from './transact.ts';

/** What the workflows of a worker stand on. */
export interface HeldWorkOptions {
  readonly lease: Pick<Lease, 'held'>;
  readonly turns: Turns;
  readonly transact: Pick<Transact, 'queueAgain' | 'queueEffect'>;
  /** Whose turns are under way here. */
  readonly turning: Set<string>;
  readonly onFault: (fault: unknown) => void;
}

/** How long before the database is asked again for what it did not take, in milliseconds. */
const PAUSE = 500;

/**
 * What a worker does as long as its lease holds. What failed is queued again, later each time. What is under way when the lease is lost
 * never ends here: others have it, and DBOS is not to note that it is done.
 */
export function heldWork({ lease, turns, transact, turning, onFault }: HeldWorkOptions): Work {
  async function whileHeld(work: () => Promise<void>, again: () => Promise<void>): Promise<void> {
    await lease.held();
    try {
      await work();
    } catch (fault) {
      if (isFenced(fault)) return stopped();
      onFault(fault);
      await persist(again);
    }
  }

  /** What is not to be lost is tried until the database takes it. */
  async function persist(work: () => Promise<void>): Promise<void> {
    for (;;) {
      await lease.held();
      try {
        return await work();
      } catch (fault) {
        onFault(fault);
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
      }
    }
  }

  return {
    turn: async (of, tried) => {
      const id = `again ${randomUUID()}`;
      turning.add(of);
      try {
        await whileHeld(
          () => turns.turn(of),
          () => transact.queueAgain({ id, of, tried: tried + 1, afterSeconds: pauseAfter(tried) }),
        );
      } finally {
        turning.delete(of);
      }
    },
    effect: async (effect, actions, tried) => {
      const id = `again ${randomUUID()}`;
      await whileHeld(
        () => turns.effect(effect),
        () => transact.queueEffect(actions, { ...effect, id, tried: tried + 1 }, pauseAfter(tried)),
      );
    },
  };
}

/** Whether the store takes nothing from this worker any more. */
export const isFenced = (fault: unknown): boolean =>
  fault instanceof StoreError && (fault.code === 'fenced' || fault.code === 'closed');

const stopped = (): Promise<never> => new Promise(() => {});

/** How long, in seconds, before what failed so often is tried again: twice as long each time, a minute at most. */
const pauseAfter = (tried: number): number => Math.min(60, 2 ** tried);
