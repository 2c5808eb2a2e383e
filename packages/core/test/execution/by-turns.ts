import { openExecutor, type ExecutionHost, type Executor } from '../../src/execution/index.ts';
import { mortal } from './mortal.ts';

export interface ByTurns {
  /** Actions whose effects are performed apart from the turn that asked for them. */
  readonly queued?: (action: string) => boolean;
  /** At which of its commits the next process dies; null: it lives. */
  readonly death?: () => Parameters<typeof mortal>[2] | null;
}

/**
 * An executor that drives no run by itself. What a commit touches is kept beside it, as a shared store would, and each turn is taken by a
 * process of its own, which knows nothing but the store. Whoever dies in a turn has it taken over by another.
 */
export function executorByTurns(host: ExecutionHost, { queued = () => false, death = () => null }: ByTurns): Executor {
  const runs = new Set<string>();
  const effects = new Map<string, Parameters<Executor['effect']>[0]>();
  const known = new Set<string>();
  const going = new Set<Promise<void>>();
  const store: ExecutionHost['store'] = {
    ...host.store,
    commit: async (commit) => {
      const result = await host.store.commit(commit);
      if (result.ok) for (const run of commit.touched ?? []) runs.add(run);
      return result;
    },
  };
  const shared: ExecutionHost = {
    ...host,
    store,
    handOn: () => {},
    handOnEffect: (effect) => {
      if (!queued(effect.action)) return null;
      const id = JSON.stringify([effect.key, effect.attempt, effect.resumed]);
      if (!known.has(id)) effects.set(id, effect);
      known.add(id);
      return Promise.resolve();
    },
  };

  function begin(work: (executor: Executor) => Promise<void>, takeOver: () => void): void {
    const dies = death();
    const process = dies === null ? null : mortal(store, host.perform, dies);
    const executor = openExecutor(process === null ? shared : { ...shared, ...process });
    const taken = Promise.race([work(executor), ...(process === null ? [] : [process.death])]).then(
      (how) => void (how === 'dead' && takeOver()),
    );
    going.add(taken);
    void taken.catch(() => {}).finally(() => going.delete(taken));
  }

  function takeTurns(): void {
    for (const run of runs) {
      runs.delete(run);
      begin(
        async (executor) => executor.turn(run),
        () => void runs.add(run),
      );
    }
    for (const [id, effect] of effects) {
      effects.delete(id);
      begin(
        async (executor) => executor.effect(effect),
        () => void effects.set(id, effect),
      );
    }
  }

  async function settle(): Promise<void> {
    for (const { run } of host.store.runs({ status: 'open', dueBy: host.clock.now() })) runs.add(run);
    while (runs.size + effects.size + going.size > 0) {
      takeTurns();
      await Promise.race(going);
    }
  }

  return {
    ...openExecutor(shared),
    settle,
    touch: (run) => {
      runs.add(run);
      return false;
    },
  };
}
