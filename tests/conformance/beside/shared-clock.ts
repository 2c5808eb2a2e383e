import type { Clock } from '@deskbook/core';

/** Where a thread keeps what time it is, for others to read: milliseconds since 1970. */
export type ClockFace = BigInt64Array<SharedArrayBuffer>;

/** A face on which nothing is written yet. */
export const clockFace = (): ClockFace => new BigInt64Array(new SharedArrayBuffer(8));

/** Writes the time of a clock on a face whenever it moves: before anybody is told of anything that happens then. */
export async function show(clock: Clock, face: ClockFace, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const now = Date.parse(clock.now());
    Atomics.store(face, 0, BigInt(now));
    Atomics.notify(face, 0);
    await clock.sleepUntil(new Date(now + 1).toISOString(), signal).catch(() => {});
  }
}

/** The clock whose time another thread shows. */
export function readClock(face: ClockFace): Clock {
  return {
    now: () => new Date(Number(Atomics.load(face, 0))).toISOString(),
    async sleepUntil(instant, signal) {
      const due = BigInt(Date.parse(instant));
      for (let now = Atomics.load(face, 0); now < due; now = Atomics.load(face, 0)) {
        await Atomics.waitAsync(face, 0, now).value;
        signal.throwIfAborted();
      }
    },
  };
}
