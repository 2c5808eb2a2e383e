/**
 * Decisions, classification and triggers.
 *
 * @packageDocumentation
 */
export type * from './classification.ts';
export { classify } from './classify.ts';
export { decide } from './decide.ts';
export type * from './decision.ts';
export { matchTrigger } from './match-trigger.ts';
export type { ChangedFact, TriggerEvent, TriggerMatch } from './match-trigger.ts';
export type * from './trigger-rule.ts';
