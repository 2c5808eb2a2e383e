import { decide, firstFailure } from '@deskbook/policies';
import type { Cited, Condition, Decision, Explanation, Facts, FirstFailure, Truth } from '@deskbook/policies';
import type { Bundle } from '@deskbook/dsl/bundle';
import { decisionsThatSetFacts } from '../triggers/index.ts';
import { explainFor } from './explain-for.ts';

/** One decision about a request, explained. `rules` is empty where it is surely not about the request. */
export interface ExplainedDecision {
  readonly decision: string;
  readonly reference: string;
  /** What it sets: `decision` and what goes with it, or facts. */
  readonly sets: readonly string[];
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

/**
 * Explains every decision that was taken about a request, over the facts it was taken over: those of the gate, then those that set facts, in
 * the order in which they were taken. Secrets are masked in what is shown.
 */
export function explainClassification(bundle: Bundle, facts: Facts): readonly ExplainedDecision[] {
  const shown = explainFor(bundle, facts);
  const gate = Object.values(bundle.decisions).filter(({ sets }) => sets.includes('decision'));
  const others = decisionsThatSetFacts(bundle).filter((each) => !gate.includes(each));
  return [...gate, ...others].map((decision) => {
    const applies = decision.applies === undefined ? null : shown(decision.applies);
    const rules = applies === null || applies.truth === 'holds' ? explainRules(decision, facts, shown) : [];
    const { id, reference, sets } = decision;
    return { decision: id, reference, sets, applies, rules };
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
