/**
 * Approvals as a pure reducer: entries in, state out.
 *
 * @packageDocumentation
 */
export type * from './approval-definition.ts';
export type * from './approval-entry.ts';
export type * from './approval-state.ts';
export { mostApprovals } from './most-approvals.ts';
export { mostVotes } from './most-votes.ts';
export { partiesOf } from './parties-of.ts';
export { reduceApproval } from './reduce-approval.ts';
export type { ApprovalStep } from './approval-step.ts';
export { votesNeeded } from './votes-needed.ts';
export { whoIsAsked } from './who-is-asked.ts';
