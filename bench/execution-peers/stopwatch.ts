/** Measures from the first of several things that begin to the last that ends, whoever begins and ends them. */
export interface Stopwatch {
  readonly began: () => void;
  readonly ended: () => void;
  /** Milliseconds, and set to nothing again. */
  readonly read: () => number;
}

export function stopwatch(): Stopwatch {
  let first: number | null = null;
  let last = 0;
  return {
    began: () => void (first ??= performance.now()),
    ended: () => void (last = performance.now()),
    read() {
      const took = last - (first ?? last);
      first = null;
      return took;
    },
  };
}
