/**
 * Runs as an operator looks at them, told from the store alone: which there are, where their steps stand and what they wait for.
 *
 * @packageDocumentation
 */
export type { WaitingStep } from '../execution/outages-of.ts';
export type { RunRecord, TaskRecord } from '../journal/store.ts';
export type { TimerName } from '../kernel/entry.ts';
export type { NodeState } from '../kernel/run-state.ts';
export { waitingForSystems } from '../resilience/waiting-for-systems.ts';
export { drawRun } from './draw-run.ts';
export type * from './run-view.ts';
export { runsNamed } from './runs-named.ts';
export { statusMarks } from './status-marks.ts';
export { viewRun } from './view-run.ts';
