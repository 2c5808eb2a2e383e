export { effectiveChanges, effectiveFacts, isOlder, type TicketRecord } from './effective-facts.ts';
export { factsNeeded } from './facts-needed.ts';
export { lookAtTriggers, type TriggerRefusal, type TriggerVerdict } from './look-at-triggers.ts';
export { claimOf, type Limit, oneRunOf, type PlannedStart, planStart, type WantedStart } from './plan-start.ts';
export { decisionsThatSetFacts, setFacts, type FactsDecided } from './set-facts.ts';
