/**
 * The desk: events, triggers, decisions, planning, durable execution, troubleshooting, self-service and reports.
 *
 * @packageDocumentation
 */
export type * from './desk/desk.ts';
export type * from './desk/approval-view.ts';
export type { ExplainedDecision, ExplainedDecisionRule } from './desk/explain-classification.ts';
export type { ApprovalStart } from './desk/approval-start.ts';
export type { ExplainedPermission } from './desk/explained-permission.ts';
export type * from './execution/answer-result.ts';
export type { SystemStatus } from './resilience/system-status.ts';
export type { TargetHealth } from './resilience/resilience.ts';
export type { WaitingStep } from './execution/outages-of.ts';
export type { Degradable, Lacked } from './kernel/entry.ts';
export type { MovedStep, MovePlan } from './execution/draft-move.ts';
export type { MoveMap, MoveResult } from './desk/move-run.ts';
export type { InTheWay, InTheWayCode } from './kernel/moving/in-the-way.ts';
export type { TaskAnswer } from './execution/task-answer.ts';
export { openDesk } from './desk/open-desk.ts';
export { NoSuchRun } from './desk/report-run.ts';
export type * from './events/desk-event.ts';
export { effectMarker } from './events/own-doing.ts';
export { CLOUD_EVENTS_SOURCE } from './events/read-event.ts';
export { savedMessage, signedAt } from './events/saved-message.ts';
export type { SavedMessage } from './events/saved-message.ts';
export type * from './journal/journal-entry.ts';
export type * from './journal/store.ts';
export * from './journal/memory-store.ts';
export * from './journal/sqlite-store.ts';
export * from './journal/store-error.ts';
export * from './journal/back-up-store.ts';
export * from './journal/compact-store.ts';
export * from './journal/verify-store-file.ts';
export type * from './kernel/command.ts';
export type * from './kernel/entry.ts';
export type * from './kernel/run-state.ts';
export type * from './kernel/step-result.ts';
export type * from './planning/plan-document.ts';
export type * from './routing/route-state.ts';
export * from './ports/index.ts';
export type * from './reports/resolution-report.ts';
export type * from './self-service/offer.ts';
export type * from './service-levels/service-level.ts';
export type * from './troubleshooting/session-view.ts';
