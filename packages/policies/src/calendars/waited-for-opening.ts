import type { BusinessStep } from './business-step.ts';
import { instantOf } from './instant.ts';

/** The step that says counting began later than the start; none where it did not. */
export function waitedForOpening(from: number, opens: number): readonly BusinessStep[] {
  if (opens === from) return [];
  return [{ kind: 'waited_for_opening', from: instantOf(from), opens: instantOf(opens) }];
}
