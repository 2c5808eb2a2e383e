import type { Bundle } from '@deskbook/dsl/bundle';
import type { ExecutionHost } from './host.ts';

/** Runs to be looked at, those that come first first; of equals in the order in which they came. */
export interface TouchedRuns extends Iterable<string> {
  /** False: it is among them already. */
  readonly add: (run: string) => boolean;
  readonly delete: (run: string) => void;
  readonly size: number;
}

/** Keeps runs in as many queues as there are priorities. */
export function touchedRuns(priority: (run: string) => number): TouchedRuns {
  const queues = [new Set<string>(), new Set<string>(), new Set<string>()] as const;
  return {
    add(run) {
      if (queues.some((queue) => queue.has(run))) return false;
      queues[priority(run) as 0 | 1 | 2].add(run);
      return true;
    },
    delete(run) {
      for (const queue of queues) queue.delete(run);
    },
    get size() {
      return queues.reduce((total, queue) => total + queue.size, 0);
    },
    *[Symbol.iterator]() {
      for (const queue of queues) yield* queue;
    },
  };
}

const places = { high: 0, low: 2 } as const;
const ordinary = 1;

const known = new WeakMap<Bundle, boolean>();

/** The place of a run in the order, 0 first, by its workflow. Where the newest bundle has no priorities, no run is looked up. */
export function priorityOf(host: Pick<ExecutionHost, 'bundle' | 'bundleOf' | 'store'>, run: string): number {
  if (!hasPriorities(host.bundle())) return ordinary;
  const record = host.store.run(run);
  const bundle = record === null ? null : host.bundleOf(record.bundle);
  const [workflow = ''] = record?.workflow.split('/', 1) ?? [];
  const { priority } = bundle?.workflows[workflow] ?? {};
  return priority === undefined ? ordinary : places[priority];
}

function hasPriorities(bundle: Bundle): boolean {
  const has = known.get(bundle) ?? Object.values(bundle.workflows).some(({ priority }) => priority !== undefined);
  known.set(bundle, has);
  return has;
}
