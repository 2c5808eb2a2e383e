import type { Bundle } from '@deskbook/dsl/bundle';
import { type Commit, type Desk, openDesk, type Store, StoreError } from '../../src/index.ts';
import type { DeskOptions } from '../../src/index.ts';
import type { Happening } from './history.ts';
import type { Outside } from './outside.ts';
import { assets, directoryOf } from './people.ts';
import type { Random } from './random.ts';
import { Disturbance, type Trouble } from './trouble.ts';
import type { Turns } from './turns.ts';
import type { WorldTime } from './world-clock.ts';

/** What a process runs in. */
export interface Surroundings {
  readonly bundle: Bundle;
  readonly store: () => Store;
  readonly random: Random;
  readonly trouble: () => Trouble;
  readonly turns: Turns;
  readonly time: WorldTime;
  readonly outside: Outside;
  readonly isAway: (person: string) => boolean;
  readonly note: (happening: Happening) => void;
  /** How the desk is opened: mutants open another. */
  readonly open?: (options: DeskOptions) => Promise<Desk>;
}

/** A process with a desk in it. Everything it does waits for its turn; killed, it does nothing any more. */
export interface DeskProcess {
  readonly name: string;
  readonly isAlive: () => boolean;
  readonly isOpen: () => boolean;
  /** Asks the desk for something. What it comes to is told, unless the process dies; what it throws is a disturbance, or a mistake. */
  readonly ask: <Result>(
    what: string,
    of: (desk: Desk) => Promise<Result>,
    tell: (result: Result | null) => void,
  ) => void;
  /** What was asked and is not answered yet. */
  readonly open: () => number;
  readonly kill: () => void;
}

export function startProcess(name: string, around: Surroundings, ahead: number): DeskProcess {
  const { turns, time, outside, note, random } = around;
  let alive = true;
  let desk: Desk | null = null;
  let asked = 0;

  const opening = (around.open ?? openDesk)({
    bundle: around.bundle,
    store: storeFor(name, around),
    clock: time.clockOf(name, ahead),
    perform: outside.performFor(name),
    directory: disturbed(directoryOf(around.isAway)),
    assets: disturbed(assets),
    secrets: { secret: async () => 'secret' },
  });

  /** A port of which now and then a method is down or takes its time. */
  function disturbed<Port extends object>(port: Port): Port {
    const methods = Object.entries(port).map(([method, call]: [string, (...given: readonly unknown[]) => unknown]) => [
      method,
      async (...given: readonly unknown[]): Promise<unknown> => {
        const { outage } = around.trouble();
        if (outage > 0 && random.chance(0.1)) await turns.wait(name, `reads ${method}`);
        if (random.chance(outage)) throw new Disturbance(`${method} is down`);
        return call(...given);
      },
    ]);
    return Object.fromEntries(methods) as Port;
  }

  function failed(what: string, fault: unknown): void {
    const isMeant = fault instanceof Disturbance || (fault instanceof StoreError && fault.code === 'closed');
    if (!isMeant) note({ kind: 'fault', by: name, what, fault });
  }

  async function getReady(): Promise<void> {
    try {
      desk = await opening;
      if (alive) note({ kind: 'process', process: name, what: 'opened' });
    } catch (fault) {
      alive = false;
      failed('opening', fault);
    }
  }

  /** What somebody asked comes to something, or fails. */
  async function follow<Result>(what: string, work: Promise<Result>, tell: (result: Result | null) => void) {
    let result: Result | null = null;
    try {
      result = await work;
    } catch (fault) {
      failed(what, fault);
    }
    asked -= 1;
    tell(result);
  }

  void getReady();
  return {
    name,
    isAlive: () => alive,
    isOpen: () => alive && desk !== null,
    ask: (what, of, tell) => {
      if (desk === null || !alive) return;
      asked += 1;
      void follow(what, of(desk), tell);
    },
    open: () => asked,
    kill: () => {
      alive = false;
      outside.arrive(name);
      turns.forget(name);
      time.forget(name);
    },
  };
}

/** The store as one process sees it: commits wait for their turn, can be refused, and can be made without their author hearing of it. */
function storeFor(name: string, around: Surroundings): Store {
  const { turns, random, note } = around;
  const commit = async (wanted: Commit) => {
    await turns.wait(name, `commits ${wanted.append.map(({ body }) => body.type).join(', ')}`);
    const { refuse, lose } = around.trouble();
    if (random.chance(refuse)) throw new Disturbance('the store refuses to write');
    const result = await turns.busy(around.store().commit(wanted));
    if (result.ok) note({ kind: 'commit', by: name, commit: wanted });
    await turns.wait(name, result.ok ? 'has committed' : `was refused: ${result.reason}`);
    if (random.chance(lose)) throw new Disturbance('the answer of the store is lost');
    return result;
  };
  return new Proxy(around.store(), {
    get: (_, method) => {
      if (method === 'commit') return commit;
      const inner = around.store();
      return Reflect.get(inner, method) as unknown;
    },
  });
}
