import type { Command } from './command.ts';
import type { RunState } from './run-state.ts';

/** What one entry did: the new state, and the commands that arose from it (all of them also stand in `state.outstanding`). */
export interface StepResult {
  readonly state: RunState;
  readonly commands: readonly Command[];
}
