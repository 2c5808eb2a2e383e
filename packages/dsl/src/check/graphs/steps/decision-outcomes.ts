import type { Condition, Decision, JsonObject } from '@deskbook/policies';

/** One way a decision can turn out, with the values that go with it. */
export interface DecisionOutcome {
  readonly outcome: string;
  readonly values: JsonObject;
}

/** What a `decide` step ends with where its decision sets no `decision`. */
export const decided = 'decided';

/**
 * Every way a `decide` step can end. A decision that sets `decision` ends with its value, another with `decided`; one that can be
 * undecided ends with `MISSING` as well; where no rule need match, a classification ends `DENIED` and any other `no_rule`.
 */
export function decisionOutcomes(decision: Decision): readonly DecisionOutcome[] {
  const classifies = decision.sets.includes('decision');
  const found: DecisionOutcome[] = decision.rules.map((rule) => {
    const value = rule.then['decision'];
    return { outcome: classifies && typeof value === 'string' ? value : decided, values: rule.then };
  });
  if (!decision.rules.some((rule) => rule.when === null)) {
    found.push(classifies ? { outcome: 'DENIED', values: { decision: 'DENIED' } } : { outcome: 'no_rule', values: {} });
  }
  if (canBeUndecided(decision)) found.push({ outcome: 'MISSING', values: {} });
  return found;
}

/** Whether a rule can lack a fact it compares: any comparison but `known` can. */
export function canBeUndecided(decision: Decision): boolean {
  return decision.rules.some((rule) => rule.when !== null && needsFacts(rule.when));
}

function needsFacts(condition: Condition): boolean {
  switch (condition.kind) {
    case 'compare':
      return condition.operator !== 'known';
    case 'not':
      return needsFacts(condition.of);
    case 'all':
    case 'any':
      return condition.of.some(needsFacts);
    case 'some':
    case 'every':
    default:
      return true;
  }
}
