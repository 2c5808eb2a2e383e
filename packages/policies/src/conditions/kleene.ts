import type { Truth } from './truth.ts';

/** Kleene's negation. */
export function negate(truth: Truth): Truth {
  if (truth === 'undecided') return 'undecided';
  return truth === 'holds' ? 'fails' : 'holds';
}

/** Kleene's `all` over things whose truth is asked one by one: one that fails decides it, and then no further one is asked. */
export function allOf<T>(things: readonly T[], truthOf: (thing: T) => Truth): Truth {
  let result: Truth = 'holds';
  for (const thing of things) {
    const truth = truthOf(thing);
    if (truth === 'fails') return 'fails';
    if (truth === 'undecided') result = 'undecided';
  }
  return result;
}

/** Kleene's `any`, the dual of {@link allOf}. */
export function anyOf<T>(things: readonly T[], truthOf: (thing: T) => Truth): Truth {
  let result: Truth = 'fails';
  for (const thing of things) {
    const truth = truthOf(thing);
    if (truth === 'holds') return 'holds';
    if (truth === 'undecided') result = 'undecided';
  }
  return result;
}
