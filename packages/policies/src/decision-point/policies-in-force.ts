import { createAccess } from '../access/create-access.ts';
import type { Access } from '../access/create-access.ts';
import type { Facts } from '../conditions/facts.ts';
import { classify } from '../rules/classify.ts';
import type { Classification } from '../rules/classification.ts';
import { decide } from '../rules/decide.ts';
import type { DecisionResult } from '../rules/decision.ts';
import { indexTriggers } from '../rules/index-triggers.ts';
import type { FiredTriggers } from '../rules/index-triggers.ts';
import type { TriggerEvent } from '../rules/match-trigger.ts';
import type { TriggerRule } from '../rules/trigger-rule.ts';
import type { PolicySet } from './policy-set.ts';

/** One version of the policies, ready to be asked. It never changes. */
export interface PoliciesInForce extends Pick<Access, 'may' | 'explain' | 'forSubject'> {
  /** Counted from 1, in the order in which they came into force. */
  readonly version: number;
  readonly name: string | null;
  /**
   * Decides by the decision of an id; null where there is none. Like `decide`, it does not look at what the decision is about.
   *
   * @throws PolicyFault where deciding goes wrong, which is a bug.
   */
  readonly decide: (id: string, facts: Facts) => DecisionResult | null;
  /** Classifies a request by all decisions. */
  readonly classify: (facts: Facts) => Classification;
  /** What starts for an event, and what would if facts were known. */
  readonly fire: (event: TriggerEvent) => Promise<FiredTriggers<TriggerRule>>;
}

/**
 * Prepares a policy set that was found to be in order.
 *
 * @throws PolicyFault where it is malformed all the same.
 */
export function policiesInForce({ name, access, decisions, triggers }: PolicySet, version: number): PoliciesInForce {
  const { may, explain, forSubject } = createAccess(access);
  const byId = new Map(decisions.map((decision) => [decision.id, decision]));
  const { fire } = indexTriggers(triggers);
  return {
    version,
    name: name ?? null,
    may,
    explain,
    forSubject,
    decide: (id, facts) => {
      const decision = byId.get(id);
      return decision === undefined ? null : decide(decision, facts);
    },
    classify: (facts) => classify(decisions, facts),
    fire,
  };
}
