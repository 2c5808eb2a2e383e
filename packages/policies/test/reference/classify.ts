import type { Json, JsonObject } from '@deskbook/policies';
import type { Facts } from '@deskbook/policies/conditions';
import type { Classification, Decision, DecisionResult } from '@deskbook/policies/rules';
import { sameJson } from './compare-values.ts';
import { decide } from './decide.ts';
import { evaluate, missing } from './evaluate.ts';

type Opinion = Classification;

/**
 * The gate, as slowly and plainly as it can be said. Every decision that sets `decision` and may apply has an opinion; the strictest
 * counts; approvals that differ deny.
 */
export function classify(decisions: readonly Decision[], facts: Facts): Classification {
  const opinions = decisions.flatMap((decision) => opinionOf(decision, facts));
  const strictest = (['DENIED', 'MISSING', 'REQUIRES_APPROVAL', 'ALLOWED'] as const).find((result) =>
    opinions.some(({ decision }) => decision === result),
  );
  const agreed = opinions.filter(({ decision }) => decision === strictest);
  const named = agreed.find(({ reason }) => reason === 'rule') ?? agreed[0];
  if (named === undefined)
    return { decision: 'DENIED', reason: 'no_rule', by: null, rules: [], missing: [], values: {} };

  const rules = agreed.flatMap((each) => each.rules);
  const lacking = [...new Set(agreed.flatMap((each) => each.missing))].sort();
  const approvals = agreed.map(({ values }) => valueOf(values, 'approval') ?? null);
  if (strictest === 'REQUIRES_APPROVAL' && approvals.some((one) => approvals.some((other) => !sameJson(one, other)))) {
    return { decision: 'DENIED', reason: 'conflict', by: named.by, rules, missing: lacking, values: {} };
  }
  const values = Object.fromEntries([...agreed.toReversed(), named].flatMap((each) => Object.entries(each.values)));
  return { ...named, rules, missing: lacking, values };
}

function opinionOf(decision: Decision, facts: Facts): readonly Opinion[] {
  if (!decision.sets.includes('decision')) return [];
  const applies = decision.applies === undefined ? 'holds' : evaluate(decision.applies, facts);
  if (applies === 'fails') return [];
  const nothing = { by: decision.id, rules: [], missing: [], values: {} };
  if (decision.applies !== undefined && applies === 'undecided') {
    return [{ ...nothing, decision: 'MISSING', reason: 'missing', missing: missing(decision.applies, facts) }];
  }
  const result = decide(decision, facts);
  const rules = result.outcome === 'no_rule' ? [] : result.rules;
  if (result.outcome === 'no_rule') return [{ ...nothing, decision: 'DENIED', reason: 'no_rule' }];
  if (result.outcome === 'conflict') return [{ ...nothing, decision: 'DENIED', reason: 'conflict', rules }];
  if (result.outcome === 'missing') {
    return [{ ...nothing, decision: 'MISSING', reason: 'missing', rules, missing: result.missing }];
  }
  return [ruled(decision.id, result)];
}

/** The strictest row; one that says none of the three answers denies. */
function ruled(by: string, { rows, rules, values }: DecisionResult & { readonly outcome: 'decided' }): Opinion {
  const answers = ['DENIED', 'REQUIRES_APPROVAL', 'ALLOWED'] as const;
  const said = new Set(rows.map((row) => answers.find((answer) => valueOf(row, 'decision') === answer)));
  const decision = answers.find((answer) => said.has(answer));
  if (decision === undefined || said.has(undefined)) {
    return { by, decision: 'DENIED', reason: 'no_rule', rules, missing: [], values: {} };
  }
  const others = Object.fromEntries(Object.entries(values).filter(([name]) => name !== 'decision'));
  return { by, decision, reason: 'rule', rules, missing: [], values: others };
}

function valueOf(row: Json | JsonObject, name: string): Json | undefined {
  return new Map(Object.entries(row as JsonObject)).get(name);
}
