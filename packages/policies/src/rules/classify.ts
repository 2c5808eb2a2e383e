import { evaluate } from '../conditions/evaluate.ts';
import type { FactPath, Facts } from '../conditions/facts.ts';
import { sameValue } from '../conditions/same-value.ts';
import { isRecord } from '../conditions/read-fact.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Classification, ClassificationResult } from './classification.ts';
import { decide } from './decide.ts';
import type { Decision, FiredRule } from './decision.ts';

/** What one decision says, ready to be ranked. */
interface Opinion extends Classification {
  readonly by: string;
}

/** The strictest first. */
const STRICTNESS: readonly ClassificationResult[] = ['DENIED', 'MISSING', 'REQUIRES_APPROVAL', 'ALLOWED'];

const NOBODY_DECIDED: Classification = {
  decision: 'DENIED',
  reason: 'no_rule',
  by: null,
  rules: [],
  missing: [],
  values: {},
};

/**
 * Classifies a request by every decision that sets `decision` and applies. The strictest answer wins. A decision that applies
 * and has no rule for the request denies it; so does the absence of any decision that applies, a conflict inside one, and two that
 * require different approvals (dropping one of them would let somebody in). A decision of which it is undecided whether it
 * applies makes the request `MISSING`, unless another denies it.
 */
export function classify(decisions: readonly Decision[], facts: Facts): Classification {
  const opinions = decisions.flatMap((decision) => opinionOf(decision, facts));
  for (const result of STRICTNESS) {
    const agreed = opinions.filter(({ decision }) => decision === result);
    if (agreed.length > 0) return combine(agreed);
  }
  return NOBODY_DECIDED;
}

function opinionOf(decision: Decision, facts: Facts): Opinion[] {
  if (!decision.sets.includes('decision')) return [];
  if (decision.applies !== undefined) {
    const { truth, missing } = evaluate(decision.applies, facts);
    if (truth === 'fails') return [];
    if (truth === 'undecided') return [unknown(decision.id, missing, [])];
  }
  const result = decide(decision, facts);
  switch (result.outcome) {
    case 'decided':
      return [ruled(decision.id, result.rows, result.values, result.rules)];
    case 'missing':
      return [unknown(decision.id, result.missing, result.rules)];
    case 'conflict':
      return [denied(decision.id, 'conflict', result.rules)];
    case 'no_rule':
      return [denied(decision.id, 'no_rule', [])];
  }
}

/** The strictest of the rows; a row that gives no known decision denies. */
function ruled(by: string, rows: readonly Json[], values: JsonObject, rules: readonly FiredRule[]): Opinion {
  const found = rows.map((row) => (isRecord(row) && Object.hasOwn(row, 'decision') ? row['decision'] : undefined));
  const decision = STRICTNESS.find((result) => found.includes(result));
  if (decision === undefined || !found.every(isResult)) return denied(by, 'no_rule', rules);
  const { decision: _, ...others } = values;
  return { decision, reason: 'rule', by, rules, missing: [], values: others };
}

const isResult = (value: Json | undefined): boolean =>
  value !== 'MISSING' && STRICTNESS.some((result) => result === value);

function unknown(by: string, missing: readonly FactPath[], rules: readonly FiredRule[]): Opinion {
  return { decision: 'MISSING', reason: 'missing', by, rules, missing, values: {} };
}

function denied(by: string, reason: 'no_rule' | 'conflict', rules: readonly FiredRule[]): Opinion {
  return { decision: 'DENIED', reason, by, rules, missing: [], values: {} };
}

/** Several decisions that say the same. The first names the result; a rule that denies names it before a rule that lacks. */
function combine(agreed: readonly Opinion[]): Classification {
  const first = agreed.find(({ reason }) => reason === 'rule') ?? agreed[0] ?? NOBODY_DECIDED;
  const rules = agreed.flatMap((each) => each.rules);
  const missing = [...new Set(agreed.flatMap((each) => each.missing))].sort();
  if (first.decision === 'REQUIRES_APPROVAL' && approvalsDiffer(agreed)) {
    return { ...first, decision: 'DENIED', reason: 'conflict', rules, missing, values: {} };
  }
  return { ...first, rules, missing, values: merge([first, ...agreed]) };
}

function approvalsDiffer(agreed: readonly Opinion[]): boolean {
  const approvals = agreed.map(
    ({ values }) => (Object.hasOwn(values, 'approval') ? values['approval'] : undefined) ?? null,
  );
  return approvals.some((approval) => !sameValue(approval, approvals[0] ?? null));
}

/** What comes first stays. */
function merge(agreed: readonly Classification[]): JsonObject {
  const merged = new Map<string, Json>();
  for (const { values } of agreed) {
    for (const [name, value] of Object.entries(values)) if (!merged.has(name)) merged.set(name, value);
  }
  return Object.fromEntries(merged);
}
