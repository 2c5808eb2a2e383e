/**
 * The pure kernel: a run is the fold of its entries over its graph.
 *
 * @packageDocumentation
 */
export { advance } from './advance.ts';
export { approvalEntries } from './approval-entries.ts';
export type { HappenedToApproval } from './approval-entries.ts';
export type * from './command.ts';
export { effectKey, effectKeyIn } from './effect-key.ts';
export type * from './entry.ts';
export type * from './graph.ts';
export { initialState } from './initial-state.ts';
export { byHand, holdAnswers, isGood, isWork, reactionTo } from './outcomes.ts';
export { retryDelay } from './retry-delay.ts';
export type { InTheWay, InTheWayCode } from './moving/in-the-way.ts';
export { mapRun } from './moving/map-run.ts';
export type { MappedRun } from './moving/map-run.ts';
export { namedAsNow } from './moving/named-as-now.ts';
export type * from './run-state.ts';
export { step } from './step.ts';
export type * from './step-result.ts';
