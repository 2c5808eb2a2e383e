import type { Measured } from './measurement.ts';

type Goal = NonNullable<Measured['goal']>;

/** At least so many times as good as the peer. */
export function atLeast(times: number): Goal {
  return { words: `≥ ${times.toLocaleString('en')}×`, meets: ({ ratio }) => ratio >= times };
}

/** At most so many times the time of the peer. */
export function atMostTimes(times: number): Goal {
  return { words: `≤ ${times}× its time`, meets: ({ ratio }) => 1 / ratio <= times };
}

/** At most so much, in the unit of the comparison. */
export function atMost(amount: number, unit: Measured['unit']): Goal {
  return { words: `≤ ${amount.toLocaleString('en')} ${unit}`, meets: ({ ours }) => ours <= amount };
}
