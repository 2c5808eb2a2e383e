import type { Command } from './command.ts';
import type { RunState } from './run-state.ts';

/**
 * Why an entry changed nothing but the count. The kernel is total: an entry that does not fit is ignored, never an error, because a
 * late or second answer is an ordinary thing.
 */
export type Ignored = 'not_started' | 'already_started' | 'ended' | 'not_awaited' | 'refused';

/** What one entry did: the new state, and the commands that arose from it (all of them also stand in `state.outstanding`). */
export interface StepResult {
  readonly state: RunState;
  readonly commands: readonly Command[];
  /** null: the entry was taken. */
  readonly ignored: Ignored | null;
}
