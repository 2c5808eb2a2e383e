import type { JsonObject } from '@deskbook/policies';
import type { FixtureAnswer } from './fixtures.ts';

/** One act of a test and what must have happened by its end. Acts and expectations are as written; shapes are checked at lint time. */
export interface TestStep {
  readonly act:
    | 'event' | 'start' | 'approve' | 'reject' | 'delegate' | 'reassign' | 'answer' | 'respond' | 'troubleshoot' | 'request' | 'did' | 'cancel' | 'pause' | 'resume' | 'undo' | 'after' | 'at' | 'crash'; // prettier-ignore
  readonly argument: JsonObject;
  readonly expect: JsonObject | null;
  /** Asked when the step is over. */
  readonly may: readonly MayExpectation[];
  /** Pointer to the step in the file, for failures that name a line. */
  readonly pointer: string;
}

/** A question of permission, and what its answer must be. `resource` and `ticket` may be what `given` calls them. */
export interface MayExpectation {
  readonly who: string;
  readonly do: string;
  readonly resource: string;
  /** The ticket it is done about. */
  readonly ticket: string | null;
  readonly answer: 'allowed' | 'denied';
  readonly because: string | null;
  readonly pointer: string;
}

/** A bundle's own test. `mocks` by action override the fixtures' answers, call by call. */
export interface TestDefinition {
  readonly id: string;
  readonly title: string;
  readonly file: string;
  readonly uses: readonly string[];
  readonly clock: string;
  readonly given: JsonObject;
  readonly mocks: { readonly [action: string]: readonly FixtureAnswer[] };
  /** Ports that are down from the start: `directory`, `assets`, … */
  readonly down: readonly string[];
  readonly steps: readonly TestStep[];
  /** Asked when the last step is over. */
  readonly may: readonly MayExpectation[];
}
