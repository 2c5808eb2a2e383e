/** How calls to one system are guarded. Times are in milliseconds. */
export interface Resilience {
  /** How long a read may take; then it has failed. What is performed has the deadline of its contract instead. */
  readonly timeout: number;
  /** How often a read is tried, the first time included. What is performed is repeated by its contract alone. */
  readonly attempts: number;
  /** How long before a second try; twice as long before a third, and so on. */
  readonly backoff: number;
  /** So many failures in a row, and the system is not asked any more; after `openFor` one call tries whether it is back. */
  readonly breaker: { readonly failures: number; readonly openFor: number };
  /** How many calls may be under way at once; more wait their turn. */
  readonly atOnce: number;
  /** How many calls may begin a second; more wait their turn. null: any number. */
  readonly perSecond: number | null;
}

/** What is used where nothing else is said. */
export const usualResilience: Resilience = {
  timeout: 5_000,
  attempts: 2,
  backoff: 200,
  breaker: { failures: 5, openFor: 30_000 },
  atOnce: 64,
  perSecond: null,
};

/**
 * How one system is doing, as seen from here. `closed`: it is asked; `open`: it is not, until a call may try; `half_open`: one call is
 * trying. `since` is when that began, ISO 8601; `waiting` is how many calls wait their turn.
 */
export interface TargetHealth {
  readonly target: string;
  readonly state: 'closed' | 'open' | 'half_open';
  readonly since: string;
  readonly waiting: number;
  /** What the last failure said, without secrets; null: there was none, or calls have succeeded since. */
  readonly failure: string | null;
}
