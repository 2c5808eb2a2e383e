/** Lets a call begin when it is its turn. */
export interface Pace {
  readonly waiting: () => number;
  /** Resolves when a call may begin; `end` is called when it is over. */
  readonly begin: () => Promise<{ readonly end: () => void }>;
}

/** At most `atOnce` calls under way, and at most `perSecond` begun in any second, first come first served. */
export function pace(atOnce: number, perSecond: number | null): Pace {
  const queue: (() => void)[] = [];
  const begun: number[] = [];
  let underWay = 0;
  let timer: ReturnType<typeof setTimeout> | null = null;

  function admit(): void {
    while (queue.length > 0 && underWay < atOnce) {
      const wait = perSecond === null ? 0 : untilRoom(perSecond);
      if (wait > 0) {
        timer ??= setTimeout(() => {
          timer = null;
          admit();
        }, wait);
        return;
      }
      underWay += 1;
      queue.shift()?.();
    }
  }

  /** How long until fewer than `most` calls were begun in the last second; one is noted if that is now. */
  function untilRoom(most: number): number {
    const now = performance.now();
    while (begun[0] !== undefined && begun[0] <= now - 1_000) begun.shift();
    if (begun.length >= most) return Math.ceil((begun[0] ?? now) + 1_000 - now);
    begun.push(now);
    return 0;
  }

  function end(): void {
    underWay -= 1;
    admit();
  }

  return {
    waiting: () => queue.length,
    begin: () =>
      new Promise((resolve) => {
        queue.push(() => resolve({ end }));
        admit();
      }),
  };
}
