import type { ApprovalDefinition } from './approval-definition.ts';
import type { FilledSeat } from './approval-entry.ts';
import type { ApprovalState } from './approval-state.ts';

/** The seats whose vote is asked for at this moment: all without one, or only the first of them where they are asked in order. */
export function openSeats(definition: ApprovalDefinition, state: ApprovalState): readonly FilledSeat[] {
  const filled = new Set(state.votes.map(({ seat }) => seat));
  const open = state.seats.filter(({ id }) => !filled.has(id));
  return definition.inOrder ? open.slice(0, 1) : open;
}
