import type { FactPath } from './facts.ts';

/** The three values a condition can have. */
export type Truth = 'holds' | 'fails' | 'undecided';

/** The value of a condition, with the facts it would have needed where it is undecided (sorted, without repeats; empty otherwise). */
export interface Evaluation {
  readonly truth: Truth;
  readonly missing: readonly FactPath[];
}
