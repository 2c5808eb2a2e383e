import type { Random } from './random.ts';

/** One thing that waits for its turn. */
interface Waiting {
  readonly owner: string;
  readonly what: string;
  readonly go: () => void;
}

/**
 * Decides in which order everything that is pending happens: whoever wants to go on waits for their turn, and one turn is given at a time.
 * Between two turns everything runs that can run, so that the order of turns alone decides what happens.
 */
export interface Turns {
  /** Waits for a turn. One that is never given (its owner died) never resolves. */
  readonly wait: (owner: string, what: string) => Promise<void>;
  /** Work in the real world that has to be over before the next turn. */
  readonly busy: <Result>(work: Promise<Result>) => Promise<Result>;
  /** Gives one turn, to whoever chance picks of those that are not held up. False: nobody waits. */
  readonly next: () => Promise<boolean>;
  /** Lets everything run that can. */
  readonly drain: () => Promise<void>;
  /** Takes back every turn of an owner who is no more; what they waited for. */
  readonly forget: (owner: string) => readonly string[];
  readonly holdUp: (owner: string, held: boolean) => void;
  readonly waiting: () => number;
}

/** @param tell - told of every turn, for the trace. */
export function openTurns(random: Random, tell: (owner: string, what: string) => void): Turns {
  let queue: readonly Waiting[] = [];
  const heldUp = new Set<string>();
  let atWork = 0;

  async function drain(): Promise<void> {
    // What is prepared for a commit may join it until the event loop comes round: all of that is over after the second time.
    for (let round = 0; round < 2; round += 1) await new Promise((resolve) => setImmediate(resolve));
    if (atWork > 0) await drain();
  }

  return {
    wait: (owner, what) => new Promise((go) => void (queue = [...queue, { owner, what, go }])),
    busy: async (work) => {
      atWork += 1;
      try {
        return await work;
      } finally {
        atWork -= 1;
      }
    },
    next: async () => {
      const able = queue.filter(({ owner }) => !heldUp.has(owner));
      if (able.length === 0) return false;
      const turn = random.pick(able);
      queue = queue.filter((other) => other !== turn);
      tell(turn.owner, turn.what);
      turn.go();
      await drain();
      return true;
    },
    drain,
    forget: (owner) => {
      const gone = queue.filter((other) => other.owner === owner);
      queue = queue.filter((other) => other.owner !== owner);
      heldUp.delete(owner);
      return gone.map(({ what }) => what);
    },
    holdUp: (owner, held) => void (held ? heldUp.add(owner) : heldUp.delete(owner)),
    waiting: () => queue.filter(({ owner }) => !heldUp.has(owner)).length,
  };
}
