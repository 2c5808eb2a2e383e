import type { ApprovalDefinition } from './approval-definition.ts';
import type { FilledSeat } from './approval-entry.ts';

/** How many seats must approve, of those there are at this moment: one at least, whatever is written. */
export function votesNeeded({ need }: Pick<ApprovalDefinition, 'need'>, seats: readonly FilledSeat[]): number {
  if (need === 'all') return Math.max(1, seats.length);
  return Math.max(1, typeof need === 'number' ? need : Math.ceil((need.percent * seats.length) / 100));
}
