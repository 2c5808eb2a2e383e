import type { Clock } from '../../src/ports/clock.ts';
import type { Turns } from './turns.ts';

/** Time in a simulated world, in milliseconds since 1970. It moves when the world moves it. */
export interface WorldTime {
  readonly now: () => number;
  readonly advance: (milliseconds: number) => void;
  /** The clock of one process, which may be ahead of the world's or behind it. Its timers fire when their turn comes. */
  readonly clockOf: (owner: string, ahead: number) => Clock;
  /** When the next timer of a process is due; null: none is set. */
  readonly nextTimer: () => number | null;
  readonly forget: (owner: string) => void;
}

interface Sleeper {
  readonly owner: string;
  readonly due: number;
  readonly wake: () => void;
}

export function worldTime(start: string, turns: Turns): WorldTime {
  let now = Date.parse(start);
  let sleepers: readonly Sleeper[] = [];

  function advance(milliseconds: number): void {
    now += milliseconds;
    const woken = sleepers.filter(({ due }) => due <= now);
    sleepers = sleepers.filter(({ due }) => due > now);
    for (const { owner, wake } of woken) void turns.wait(owner, 'a timer fires').then(wake);
  }

  return {
    now: () => now,
    advance,
    clockOf: (owner, ahead) => ({
      now: () => new Date(now + ahead).toISOString(),
      sleepUntil: (instant, signal) =>
        new Promise((resolve, reject) => {
          const sleeper = { owner, due: Date.parse(instant) - ahead, wake: resolve };
          if (sleeper.due <= now) return void turns.wait(owner, 'a timer fires').then(resolve);
          sleepers = [...sleepers, sleeper];
          signal.addEventListener('abort', () => {
            sleepers = sleepers.filter((other) => other !== sleeper);
            reject(signal.reason as Error);
          });
        }),
    }),
    nextTimer: () => (sleepers.length === 0 ? null : Math.min(...sleepers.map(({ due }) => due))),
    forget: (owner) => void (sleepers = sleepers.filter((other) => other.owner !== owner)),
  };
}
