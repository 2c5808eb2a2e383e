import type { Clock } from '../ports/clock.ts';

/** A clock that stands still until it is moved. */
export interface VirtualClock extends Clock {
  /** Moves to an instant, forwards only, and wakes whoever slept until then. */
  readonly set: (instant: string) => void;
  /** Moves on by some milliseconds. */
  readonly advance: (milliseconds: number) => void;
}

interface Sleeper {
  readonly due: number;
  readonly wake: () => void;
}

/**
 * A clock for tests: time passes only when it is told to.
 *
 * @throws RangeError where an instant can't be read.
 */
export function virtualClock(start: string): VirtualClock {
  let now = instantOf(start);
  let sleepers: readonly Sleeper[] = [];

  function set(instant: string): void {
    now = Math.max(now, instantOf(instant));
    const woken = sleepers.filter(({ due }) => due <= now);
    sleepers = sleepers.filter(({ due }) => due > now);
    for (const { wake } of woken) wake();
  }

  return {
    now: () => new Date(now).toISOString(),
    set,
    advance: (milliseconds) => set(new Date(now + milliseconds).toISOString()),
    sleepUntil: (instant, signal) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const due = instantOf(instant);
        if (due <= now) return resolve();
        const sleeper = { due, wake: resolve };
        sleepers = [...sleepers, sleeper];
        signal.addEventListener('abort', () => {
          sleepers = sleepers.filter((other) => other !== sleeper);
          reject(signal.reason as Error);
        });
      }),
  };
}

function instantOf(instant: string): number {
  const milliseconds = Date.parse(instant);
  if (Number.isNaN(milliseconds)) throw new RangeError(`not an instant: ${instant}`);
  return milliseconds;
}
