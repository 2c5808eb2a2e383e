/** How much is measured. */
export interface Sizes {
  /** Times each comparison takes its turns. */
  readonly rounds: number;
  /** Steps that are gone before anything is timed. */
  readonly warming: number;
  /** Steps of a turn, at least; as many go before each, uncounted. */
  readonly turn: number;
  /** Runs that go on at once, and steps of each. */
  readonly atOnce: number;
  readonly steps: number;
  /** Requests that come at once. */
  readonly requests: number;
  /** Open runs in a store, and how many of them are ready to go on. */
  readonly open: number;
  readonly ready: number;
  /** Answers and events that are timed one after the other. */
  readonly timed: number;
  /** Entries of the longest run. */
  readonly year: number;
  /** Whether other engines are measured. */
  readonly engines: boolean;
}

/** What the figures are made from. */
export const whole: Sizes = {
  rounds: 15,
  warming: 10_000,
  turn: 1_000,
  atOnce: 64,
  steps: 20,
  requests: 10_000,
  open: 100_000,
  ready: 1_000,
  timed: 300,
  year: 100_000,
  engines: true,
};

/** Enough to see that all of it runs and answers rightly. */
export const small: Sizes = {
  rounds: 1,
  warming: 1,
  turn: 1,
  atOnce: 4,
  steps: 3,
  requests: 60,
  open: 50,
  ready: 5,
  timed: 3,
  year: 400,
  engines: false,
};
