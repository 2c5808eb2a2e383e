import type { TestResult } from '@deskbook/core/testing';

/** A test's result with its place and time, as it is printed. */
export interface TimedResult extends TestResult {
  readonly bundle: string;
  readonly milliseconds: number;
  readonly lines: readonly number[];
}
