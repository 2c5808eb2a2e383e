/** What timers of other libraries go by. */
export interface WallClock {
  /** Whether it was set back since this was last asked. */
  readonly wasSetBack: () => boolean;
}

/** By how much, in milliseconds, it may be corrected without anybody minding. */
const CORRECTION = 1_000;

/** Watches the clock of the machine against a counter that only goes forward. */
export function watchWallClock(): WallClock {
  const ahead = (): number => Date.now() - performance.now();
  let before = ahead();
  return {
    wasSetBack: () => {
      const now = ahead();
      const isBack = now < before - CORRECTION;
      before = now;
      return isBack;
    },
  };
}
