import type { Desk, DeskOptions, Perform, Store } from '@deskbook/core';
import type { Place } from '../host.ts';

type Given = Omit<DeskOptions, 'store'>;

/** Somebody who works at a place beside the process that is watched. */
export interface Beside {
  /** Looks for work now. */
  look(given: Given): Promise<void>;
  /** The store of the process that is watched: whenever something is committed, the other looks for work, and both are at it. */
  watch(store: Store, given: Given): Store;
  /** The desk of the process that is watched, which has settled when the other has. */
  settling(desk: Desk): Desk;
  /** How much it has asked of the world. */
  asked(): number;
}

/** Works at a place beside others. */
export function workBeside(place: Place): Beside {
  let asked = 0;
  let looking: Promise<void> | null = null;

  const isLooking = (): boolean => looking !== null;

  async function look(given: Given): Promise<void> {
    const perform: Perform = (...call) => {
      asked += 1;
      return given.perform(...call);
    };
    await place.beside({ ...given, perform });
    looking = null;
  }

  function begin(given: Given): void {
    looking ??= look(given);
    // Whoever settles is told.
    looking.catch(() => {});
  }

  return {
    look,
    watch: (store, given) => ({
      ...store,
      commit: async (commit) => {
        const result = await store.commit(commit);
        if (result.ok) begin(given);
        return result;
      },
    }),
    settling: (desk) => ({
      ...desk,
      settle: async () => {
        for (await desk.settle(); isLooking(); await desk.settle()) await looking;
      },
    }),
    asked: () => asked,
  };
}
