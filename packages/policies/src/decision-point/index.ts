/**
 * A decision point: access, decisions and triggers that are asked while others come into force in their place, all at once or not at all.
 *
 * @packageDocumentation
 */
export type { PolicyFailure } from './check-policy-set.ts';
export { openDecisionPoint } from './open-decision-point.ts';
export type { DecisionPoint, DecisionPointStatus, RefusedReplacement, Replacement } from './open-decision-point.ts';
export type { PoliciesInForce } from './policies-in-force.ts';
export type { PolicySet } from './policy-set.ts';
