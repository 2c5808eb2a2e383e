import type { ApprovalDefinition } from './approval-definition.ts';
import type { ApprovalState } from './approval-state.ts';
import { mostApprovals } from './most-approvals.ts';
import { votesNeeded } from './votes-needed.ts';

/** Whether a change of people makes it impossible to approve: one person in two seats that are both needed has one vote. */
export function losesPeople(definition: ApprovalDefinition, before: ApprovalState, after: ApprovalState): boolean {
  const most = mostApprovals(after);
  return most < votesNeeded(definition, after.seats) && most < mostApprovals(before);
}
