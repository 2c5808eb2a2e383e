/**
 * Decisions, classification and triggers.
 *
 * @packageDocumentation
 */
export type * from './classification.ts';
export { classify } from './classify.ts';
export { decide } from './decide.ts';
export type * from './decision.ts';
export { toEngineConditions } from './engine-conditions.ts';
export type { EngineConditions } from './engine-conditions.ts';
export { fireTriggers } from './fire.ts';
export type { LookedAt } from './fire.ts';
export { indexRules } from './index-rules.ts';
export type { IndexedHits, RuleIndex } from './index-rules.ts';
export { indexTriggers } from './index-triggers.ts';
export type { FiredTriggers, TriggerIndex } from './index-triggers.ts';
export { matchTrigger } from './match-trigger.ts';
export type { ChangedFact, TriggerEvent, TriggerMatch } from './match-trigger.ts';
export type * from './trigger-rule.ts';
export type * from './undecided-rule.ts';
