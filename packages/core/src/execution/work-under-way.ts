/** What is being carried out of each run, and what was looked at and had nothing to answer yet. Pieces of work are told apart by ids. */
export interface WorkUnderWay {
  /** How many runs something is being carried out of. */
  readonly runs: () => number;
  /** Whether something of a run is being carried out. */
  readonly isBusy: (run: string) => boolean;
  /** Whether a piece of work is neither being carried out nor at rest. */
  readonly isFree: (run: string, id: string) => boolean;
  /** Lets a piece of work go on, and says when it is through, after `then`. Neither may fail. */
  readonly begin: (run: string, id: string, work: Promise<void>, then?: () => void) => void;
  /** A piece of work that is through had nothing to answer: it rests until its run is woken. True: it has to be looked at once more. */
  readonly rest: (run: string, id: string) => boolean;
  /** A piece of work that is through was answered. */
  readonly done: (run: string, id: string) => void;
  /** Nothing of a run rests any more. */
  readonly wake: (run: string) => void;
  /** The same; and what is just being looked at, perhaps too early, is looked at once more. */
  readonly lookAnew: (run: string) => void;
  /** Forgets what rests of a run. */
  readonly forget: (run: string) => void;
  /** Forgets what rests of every run. */
  readonly forgetAll: () => void;
  /** Resolves when the next piece of work is through. */
  readonly next: () => Promise<void>;
}

/** Begins with nothing under way. */
export function workUnderWay(): WorkUnderWay {
  const working = new Map<string, Set<string>>();
  const resting = new Map<string, Set<string>>();
  const again = new Map<string, Set<string>>();
  let through = Promise.withResolvers<void>();

  function forget(run: string): void {
    resting.delete(run);
    again.delete(run);
  }

  function takeAgain(run: string, id: string): boolean {
    const ids = again.get(run);
    const isAgain = ids?.delete(id) === true;
    if (ids?.size === 0) again.delete(run);
    return isAgain;
  }

  return {
    runs: () => working.size,
    isBusy: (run) => working.has(run),
    isFree: (run, id) => working.get(run)?.has(id) !== true && resting.get(run)?.has(id) !== true,
    begin(run, id, work, then = () => {}) {
      const begun = working.get(run) ?? new Set<string>();
      working.set(run, begun.add(id));
      void work.finally(() => {
        begun.delete(id);
        if (begun.size === 0) working.delete(run);
        then();
        through.resolve();
        through = Promise.withResolvers<void>();
      });
    },
    rest(run, id) {
      if (takeAgain(run, id)) return true;
      resting.set(run, (resting.get(run) ?? new Set<string>()).add(id));
      return false;
    },
    done: (run, id) => void takeAgain(run, id),
    wake: (run) => void resting.delete(run),
    lookAnew(run) {
      resting.delete(run);
      const begun = working.get(run);
      if (begun !== undefined) again.set(run, new Set([...(again.get(run) ?? []), ...begun]));
    },
    forget,
    forgetAll: () => resting.clear(),
    next: () => through.promise,
  };
}
