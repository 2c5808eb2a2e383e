import type { Clock } from '@deskbook/core';

/** The longest a timer of the host can run, in milliseconds. */
const LONGEST_TIMER = 2_147_483_647;

/** A clock that goes by the database's. */
export interface DatabaseClock extends Clock {
  /** Sets it by what the database said, in milliseconds since 1970, to a question asked at `asked` on this process's `performance.now()`. */
  readonly set: (said: number, asked: number) => void;
}

/**
 * The time of the database, the same for all processes whatever the clocks of their machines say or are set to. Between two answers it goes by
 * a counter that only goes forward; it never goes back.
 */
export function databaseClock(): DatabaseClock {
  let offset: number | null = null;
  let latest = 0;
  const time = (): number => {
    if (offset === null) throw new Error('the clock of the database has not been read');
    latest = Math.max(latest, Math.floor(performance.now() + offset));
    return latest;
  };
  return {
    set: (said, asked) => {
      // The answer was given at some time between the question and now: half way is the best guess.
      offset = said - (asked + performance.now()) / 2;
    },
    now: () => new Date(time()).toISOString(),
    async sleepUntil(instant, signal) {
      const due = Date.parse(instant);
      for (let left = due - time(); left > 0; left = due - time()) await sleep(Math.min(left, LONGEST_TIMER), signal);
    },
  };
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', abort);
      resolve();
    }, milliseconds);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}
