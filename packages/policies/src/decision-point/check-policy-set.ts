import type { AccessPolicy } from '../access/access-policy.ts';
import { compileActionPattern } from '../access/action-pattern.ts';
import { requireAccessPolicy } from '../access/require-access-policy.ts';
import { compileCondition } from '../conditions/compile-condition.ts';
import type { Condition } from '../conditions/condition.ts';
import { splitPath } from '../conditions/read-fact.ts';
import { PolicyFault } from '../policy-fault.ts';
import type { PolicyFaultCode } from '../policy-fault.ts';
import type { Reference } from '../reference.ts';
import type { Decision } from '../rules/decision.ts';
import { resolveHits } from '../rules/resolve-hits.ts';
import { rulesOf } from '../rules/rules-of.ts';
import { requireLists } from '../require-lists.ts';
import type { TriggerRule } from '../rules/trigger-rule.ts';
import type { PolicySet } from './policy-set.ts';

/** Why policies cannot come into force. `at`: where it is written, where that is one place. */
export interface PolicyFailure {
  readonly code: PolicyFaultCode;
  readonly message: string;
  readonly at?: Reference;
}

/** Tries something that throws where it is malformed; whether it did not. */
type Attempt = (at: Reference | undefined, check: () => void) => boolean;

/** Everything that is wrong with a policy set; nothing where it can come into force. Conditions are compiled and filed on the way. */
export function checkPolicySet(set: PolicySet): readonly PolicyFailure[] {
  const failures: PolicyFailure[] = [];
  const attempt: Attempt = (at, check) => {
    try {
      check();
      return true;
    } catch (error) {
      failures.push(failureOf(error, at));
      return false;
    }
  };
  attempt(undefined, () => checkAccess(set.access, attempt));
  attempt(undefined, () => {
    requireLists(set, ['decisions'], 'a policy set');
    checkIds(set.decisions, 'decision', attempt);
    for (const decision of set.decisions) attempt(decision.reference, () => checkDecision(decision, attempt));
  });
  attempt(undefined, () => {
    requireLists(set, ['triggers'], 'a policy set');
    checkIds(set.triggers, 'trigger', attempt);
    for (const trigger of set.triggers) attempt(trigger.reference, () => checkTrigger(trigger, attempt));
  });
  return failures;
}

/** What was thrown, as a failure. What is no fault of a policy is a definition of no known shape. */
export function failureOf(error: unknown, at?: Reference): PolicyFailure {
  const place = at === undefined ? {} : { at };
  if (error instanceof PolicyFault) return { code: error.code, message: error.message, ...place };
  const why = error instanceof Error ? error.message : String(error);
  return { code: 'malformed', message: `not a policy set: ${why}`, ...place };
}

function checkAccess(policy: AccessPolicy, attempt: Attempt): void {
  requireAccessPolicy(policy);
  const { grants, denials, breakGlass = [], separation } = policy;
  for (const { reference, when, allow, ask } of grants) {
    attempt(reference, () => checkRule(when, [...allow, ...ask]));
  }
  for (const { reference, when, deny } of denials) attempt(reference, () => checkRule(when, deny));
  for (const { reference, when, allow } of breakGlass) attempt(reference, () => checkRule(when, allow));
  for (const { reference, apart } of separation) attempt(reference, () => checkRule(null, apart));
}

function checkRule(when: Condition | null, actions: readonly string[]): void {
  if (when !== null) compileCondition(when);
  for (const action of actions) compileActionPattern(action);
}

/** Every condition, and what the hit policy makes of rules that all match: an order it needs, numbers to add up. */
function checkDecision(decision: Decision, attempt: Attempt): void {
  const { hit, applies, rules } = decision;
  if (applies !== undefined) compileCondition(applies);
  const sound = rules.map(({ reference, when }) => attempt(reference, () => checkRule(when, [])));
  if (sound.includes(false)) return;
  rulesOf(decision);
  if (hit !== 'first') resolveHits(decision, hit, { matched: rules, undecided: [] });
}

function checkTrigger({ when, changed }: TriggerRule, attempt: Attempt): void {
  if (when !== null) compileCondition(when);
  for (const { fact, reference } of changed) attempt(reference, () => void splitPath(fact));
}

function checkIds(
  definitions: readonly { readonly id: string; readonly reference: Reference }[],
  kind: string,
  attempt: Attempt,
): void {
  const known = new Set<string>();
  for (const { id, reference } of definitions) {
    attempt(reference, () => {
      if (known.has(id)) throw new PolicyFault('malformed', `two ${kind}s have the id ${id}`);
      known.add(id);
    });
  }
}
