/** How many effects are performed at once, and how often, over all workers together. */
export interface EffectQueue {
  /** At most so many at once. */
  readonly concurrency?: number;
  /** At most `limitPerPeriod` begun in any `periodSec` seconds. */
  readonly rateLimit?: { readonly limitPerPeriod: number; readonly periodSec: number };
}

/** Queues of effects by the actions they are for: an action's id (`device.wipe`), the beginning of one (`device.*`), or `*` for all. */
export interface EffectQueues {
  readonly [actions: string]: EffectQueue;
}

/** The queue an action's effects wait in: of those it fits, the most particular; null: none, they are performed in their run's turn. */
export function queueOf(queues: EffectQueues, action: string): string | null {
  const fitting = Object.keys(queues).filter((actions) => isFor(actions, action));
  return fitting.sort((one, other) => other.length - one.length || (one.endsWith('*') ? 1 : -1))[0] ?? null;
}

const isFor = (actions: string, action: string): boolean =>
  actions.endsWith('*') ? action.startsWith(actions.slice(0, -1)) : actions === action;

/** What a queue of effects is called in the database. */
export const queueName = (actions: string): string => `deskbook effects ${actions}`;
