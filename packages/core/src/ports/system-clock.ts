import type { Clock } from './clock.ts';

/** The longest a timer of the host can run, in milliseconds. */
const LONGEST_TIMER = 2_147_483_647;

/** The host's clock. A sleeper keeps the process alive only until its signal is aborted. */
export function systemClock(): Clock {
  const now = thisInstant();
  return {
    now,
    async sleepUntil(instant, signal) {
      const due = Date.parse(instant);
      while (Date.now() < due) await sleep(Math.min(due - Date.now(), LONGEST_TIMER), signal);
    },
  };
}

/** The instant in words, which are the same for a whole millisecond. */
function thisInstant(): () => string {
  let instant = Number.NaN;
  let words = '';
  return () => {
    const now = Date.now();
    if (now !== instant) words = new Date(now).toISOString();
    instant = now;
    return words;
  };
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason as Error);
      return;
    }
    const abort = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', abort);
      resolve();
    }, milliseconds);
    signal.addEventListener('abort', abort, { once: true });
  });
}
