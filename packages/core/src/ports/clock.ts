/** Time, at the edge: `now` as ISO 8601 with milliseconds, and waking up at an instant. */
export interface Clock {
  /** This instant: ISO 8601 in UTC, with milliseconds. */
  now(): string;
  /** Resolves at or after the instant; rejects with the signal's reason when aborted. */
  sleepUntil(instant: string, signal: AbortSignal): Promise<void>;
}
