/** The most urgent there is, and what whoever says nothing is. */
export const firstPriority = 0;
export const lastPriority = 9;

/** By how many runs that came later somebody of the next priority may be overtaken. */
const headStart = 100_000;

/** Runs that could go on, each once. */
export interface ReadyRuns {
  readonly size: () => number;
  /** Puts a run into the queue, unless it stands there. */
  readonly add: (run: string) => void;
  /** Takes out the run whose turn it is; null: there is none. */
  readonly take: () => string | null;
}

interface Waiting {
  readonly run: string;
  readonly place: number;
  /** The how many-th it was: of one place, whoever came first. */
  readonly came: number;
}

/**
 * The order in which runs go on where there are more than are carried on with at once: by priority, and among equals as they came. Each
 * priority is a head start over the next, counted in runs, and no more than that: whoever waits is overtaken by so many and then goes
 * first, however many urgent ones still come. It asks no clock, so that the same runs come in the same order.
 *
 * @param priorityOf - asked once for each place in the queue; 0 goes first.
 */
export function readyRuns(priorityOf: (run: string) => number, ahead = headStart): ReadyRuns {
  const queue: Waiting[] = [];
  const present = new Set<string>();
  let came = 0;

  function rise(from: number): void {
    for (let at = from; at > 0;) {
      const parent = (at - 1) >> 1;
      if (!swapIfBefore(at, parent)) return;
      at = parent;
    }
  }

  function sink(): void {
    for (let at = 0; ;) {
      const left = 2 * at + 1;
      const child = isBefore(left + 1, left) ? left + 1 : left;
      if (!swapIfBefore(child, at)) return;
      at = child;
    }
  }

  function isBefore(one: number, other: number): boolean {
    const [first, second] = [queue[one], queue[other]];
    return first !== undefined && second !== undefined && goesBefore(first, second);
  }

  function swapIfBefore(one: number, other: number): boolean {
    const [first, second] = [queue[one], queue[other]];
    if (first === undefined || second === undefined || !goesBefore(first, second)) return false;
    queue[one] = second;
    queue[other] = first;
    return true;
  }

  return {
    size: () => queue.length,
    add: (run) => {
      if (present.has(run)) return;
      present.add(run);
      queue.push({ run, came, place: placeOf(came, priorityOf(run), ahead) });
      came += 1;
      rise(queue.length - 1);
    },
    take: () => {
      const [first] = queue;
      const last = queue.pop();
      if (first === undefined || last === undefined) return null;
      present.delete(first.run);
      if (queue.length > 0) {
        queue[0] = last;
        sink();
      }
      return first.run;
    },
  };
}

const goesBefore = (one: Waiting, other: Waiting): boolean =>
  one.place === other.place ? one.came < other.came : one.place < other.place;

/** What came so many-th with this priority goes before whatever has a higher number. */
export function placeOf(came: number, priority: number, ahead = headStart): number {
  const rank = Math.min(Math.max(priority, firstPriority), lastPriority);
  return came + rank * ahead;
}
