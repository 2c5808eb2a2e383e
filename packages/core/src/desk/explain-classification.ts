import { decide, explain, firstFailure } from '@deskbook/policies';
import type { Cited, Condition, Decision, Explanation, Facts, FirstFailure, Truth } from '@deskbook/policies';
import type { Bundle } from '@deskbook/dsl/bundle';
import { showExplanation } from './show-explanation.ts';
import { withoutSecrets } from './without-secrets.ts';

/** One decision of the gate, explained. `rules` is empty where it is surely not about the request. */
export interface ExplainedDecision {
  readonly decision: string;
  readonly reference: string;
  /** Whether it is about the request; null: it is about every one. */
  readonly applies: Explanation | null;
  readonly rules: readonly ExplainedDecisionRule[];
}

/** One rule of a decision, with the comparisons behind it. */
export interface ExplainedDecisionRule extends Cited {
  readonly id: string;
  /** Whether this rule made the decision's answer. */
  readonly fired: boolean;
  readonly truth: Truth;
  /** null: it stands for everything the rules before it leave. */
  readonly when: Explanation | null;
  /** The first comparison that kept it from holding, and what it saw; null where it holds. */
  readonly failed: FirstFailure | null;
}

/** Explains every decision that classifies requests, over the facts it was decided over; secrets are masked in what is shown. */
export function explainClassification(bundle: Bundle, facts: Facts): readonly ExplainedDecision[] {
  const masked = withoutSecrets(bundle.facts, facts);
  const shown = (condition: Condition): Explanation =>
    showExplanation(explain(condition, facts), explain(condition, masked));
  return Object.values(bundle.decisions)
    .filter(({ sets }) => sets.includes('decision'))
    .map((decision) => {
      const applies = decision.applies === undefined ? null : shown(decision.applies);
      const rules = applies === null || applies.truth === 'holds' ? explainRules(decision, facts, shown) : [];
      return { decision: decision.id, reference: decision.reference, applies, rules };
    });
}

function explainRules(
  decision: Decision,
  facts: Facts,
  shown: (condition: Condition) => Explanation,
): readonly ExplainedDecisionRule[] {
  const result = decide(decision, facts);
  const fired = new Set(result.outcome === 'decided' ? result.rules.map(({ id }) => id) : []);
  return decision.rules.map(({ id, when, reference, cites }) => {
    const explained = when === null ? null : shown(when);
    const truth = explained?.truth ?? (fired.has(id) ? 'holds' : 'fails');
    const failed = explained === null ? null : firstFailure(explained);
    return { id, fired: fired.has(id), truth, when: explained, failed, reference, cites };
  });
}
