import type { Comparison, Condition, Json } from '@deskbook/policies';

/**
 * Whether one condition provably holds wherever another does. Simple: conjunctions of comparisons on the same facts with
 * literals. False says nothing.
 */
export function implies(one: Condition, other: Condition): boolean {
  return partsOf(other).every((wanted) => partsOf(one).some((given) => partImplies(given, wanted)));
}

function partsOf(condition: Condition): readonly Condition[] {
  return condition.kind === 'all' ? condition.of.flatMap(partsOf) : [condition];
}

function partImplies(given: Condition, wanted: Condition): boolean {
  if (same(given, wanted)) return true;
  if (wanted.kind === 'any')
    return wanted.of.some((option) => partsOf(option).every((part) => partImplies(given, part)));
  if (given.kind !== 'compare' || wanted.kind !== 'compare' || given.fact !== wanted.fact) return false;
  return comparisonImplies(given, wanted);
}

function comparisonImplies(given: Comparison, wanted: Comparison): boolean {
  if (wanted.operator === 'known') return literal(wanted) === true && given.operator !== 'known';
  const values = valuesOf(given);
  if (values !== null) {
    const accepted = valuesOf(wanted);
    if (accepted !== null) return values.every((value) => accepted.includes(value));
    const refused = refusedBy(wanted);
    if (refused !== null) return values.every((value) => !refused.includes(value));
    return values.every((value) => typeof value === 'number' && withinBound(value, wanted));
  }
  const refused = refusedBy(given);
  const wantedOut = refusedBy(wanted);
  if (refused !== null && wantedOut !== null) return wantedOut.every((value) => refused.includes(value));
  return boundImplies(given, wanted);
}

/** The only values a comparison accepts: those of `equals` and `in`. */
function valuesOf(comparison: Comparison): readonly Json[] | null {
  const value = literal(comparison);
  if (comparison.operator === 'equals' && value !== undefined) return [value];
  return comparison.operator === 'in' && Array.isArray(value) ? (value as readonly Json[]) : null;
}

function refusedBy(comparison: Comparison): readonly Json[] | null {
  const value = literal(comparison);
  if (comparison.operator === 'is_not' && value !== undefined) return [value];
  return comparison.operator === 'not_in' && Array.isArray(value) ? (value as readonly Json[]) : null;
}

function withinBound(value: number, bound: Comparison): boolean {
  const limit = literal(bound);
  if (typeof limit !== 'number') return false;
  if (bound.operator === 'lt') return value < limit;
  if (bound.operator === 'lte') return value <= limit;
  if (bound.operator === 'gt') return value > limit;
  return bound.operator === 'gte' && value >= limit;
}

/** `lt: 3` implies `lt: 5` and `lte: 3`; likewise upwards. */
function boundImplies(given: Comparison, wanted: Comparison): boolean {
  const limit = literal(given);
  const wantedLimit = literal(wanted);
  if (typeof limit !== 'number' || typeof wantedLimit !== 'number') return false;
  const below = (operator: string): boolean => operator === 'lt' || operator === 'lte';
  const above = (operator: string): boolean => operator === 'gt' || operator === 'gte';
  const looser = wanted.operator.length >= given.operator.length;
  if (below(given.operator) && below(wanted.operator)) return limit < wantedLimit || (limit === wantedLimit && looser);
  if (above(given.operator) && above(wanted.operator)) return limit > wantedLimit || (limit === wantedLimit && looser);
  return false;
}

function literal({ operand }: Comparison): Json | undefined {
  return 'value' in operand ? operand.value : undefined;
}

function same(one: Condition, other: Condition): boolean {
  return JSON.stringify(one, withoutReference) === JSON.stringify(other, withoutReference);
}

function withoutReference(key: string, value: unknown): unknown {
  return key === 'reference' ? undefined : value;
}
