import type { Difference } from './compare.ts';

/** Something a test expected and did not get, with the place in its file. */
export interface TestFailure {
  /** JSON Pointer into the test's file. */
  readonly pointer: string;
  readonly message: string;
  readonly differences: readonly Difference[];
}

/** How one test of a bundle went. */
export interface TestResult {
  readonly id: string;
  readonly title: string;
  readonly file: string;
  readonly failures: readonly TestFailure[];
  /** Mocks nobody called: a promise nobody kept. */
  readonly unusedMocks: readonly string[];
}
