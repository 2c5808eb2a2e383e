import type { Random } from './random.ts';

/** What can go wrong, and how likely it is each time it could (0 to 1). */
export interface Trouble {
  /** The process dies, at any moment at which it waits for anything. */
  readonly kill: number;
  /** The process stands still, another takes over, and the first comes back. */
  readonly stall: number;
  /** The store refuses a commit: nothing of it happens, and the caller is told so. */
  readonly refuse: number;
  /** The store makes a commit, and the answer is lost: the caller is told that it failed. */
  readonly lose: number;
  /** An action fails as its contract says it may. */
  readonly fail: number;
  /** Nobody knows whether an action happened: it throws, hangs, answers late, or answers nonsense. */
  readonly unknown: number;
  /** A port that only reads is down. */
  readonly outage: number;
  /** Messages come twice. */
  readonly twice: number;
  /** People answer who may not, twice, or too late. */
  readonly meddle: number;
  /** Operators cancel, pause, resume and undo. */
  readonly operate: number;
  /** Time runs while there is work to do: deadlines pass, timers fire late. */
  readonly hurry: number;
  /** The next process has a clock that is behind or ahead. */
  readonly skew: number;
}

export type TroubleName = keyof Trouble;

const MOST: Trouble = {
  kill: 0.02,
  stall: 0.01,
  refuse: 0.04,
  lose: 0.02,
  fail: 0.35,
  unknown: 0.25,
  outage: 0.15,
  twice: 0.4,
  meddle: 0.35,
  operate: 0.9,
  hurry: 0.12,
  skew: 0.2,
};

export const TROUBLES = Object.keys(MOST) as readonly TroubleName[];

/** The troubles of one world: some that do not happen there, some that seldom do, some that often do. */
export function randomTrouble(random: Random, without: readonly TroubleName[]): Trouble {
  const calm = random.chance(0.1);
  const likelihoods = TROUBLES.map((name) => {
    const share = random.pick([0, 0.2, 0.5, 1]);
    return [name, calm || without.includes(name) ? 0 : MOST[name] * share] as const;
  });
  return Object.fromEntries(likelihoods) as unknown as Trouble;
}

/** What the world does to a desk on purpose. Anything else that is thrown is a mistake of the desk. */
export class Disturbance extends Error {
  override readonly name = 'Disturbance';
}
