import type { Comparison, Condition, FactPath, Json } from '@deskbook/policies';
import { ordinal } from './typical-values.ts';

/**
 * Whether one condition provably holds wherever another does. Simple: conjunctions and alternatives of comparisons on the same
 * facts with literals. False says nothing.
 */
export function implies(one: Condition, other: Condition): boolean {
  return partsOf(other).every((wanted) => partsOf(one).some((given) => partImplies(given, wanted)));
}

function partsOf(condition: Condition): readonly Condition[] {
  return condition.kind === 'all' ? condition.of.flatMap(partsOf) : [condition];
}

function partImplies(given: Condition, wanted: Condition): boolean {
  if (same(given, wanted)) return true;
  if (given.kind === 'any') return given.of.length > 0 && given.of.every((option) => implies(option, wanted));
  if (wanted.kind === 'any')
    return wanted.of.some((option) => partsOf(option).every((part) => partImplies(given, part)));
  const [limit, wantedLimit] = [limitOf(given), limitOf(wanted)];
  if (limit !== null && wantedLimit !== null) return limitImplies(limit, wantedLimit);
  const fact = knownBy(wanted);
  if (fact !== null) return fact === (limit?.fact ?? comparedFact(given));
  if (given.kind !== 'compare') return false;
  const values = valuesOf(given);
  if (wantedLimit !== null)
    return wantedLimit.fact === given.fact && values !== null && values.every((value) => lies(value, wantedLimit));
  return wanted.kind === 'compare' && wanted.fact === given.fact && valuesImply(given, wanted);
}

/** The fact a comparison needs a value of. */
function comparedFact(condition: Condition): FactPath | null {
  return condition.kind === 'compare' && condition.operator !== 'known' ? condition.fact : null;
}

/** The fact that is asked to be known. */
function knownBy(condition: Condition): FactPath | null {
  return condition.kind === 'compare' && condition.operator === 'known' && literal(condition) === true
    ? condition.fact
    : null;
}

function valuesImply(given: Comparison, wanted: Comparison): boolean {
  const refused = refusedBy(wanted);
  const values = valuesOf(given);
  if (values !== null) {
    const accepted = valuesOf(wanted);
    if (accepted !== null) return values.every((value) => accepted.includes(value));
    return refused !== null && values.every((value) => !refused.includes(value));
  }
  const refusedAlready = refusedBy(given);
  return refusedAlready !== null && refused !== null && refused.every((value) => refusedAlready.includes(value));
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

/** A fact that lies on one side of a number or an instant. `open`: not on it. */
interface Limit {
  readonly fact: FactPath;
  readonly side: 'below' | 'above';
  readonly at: number;
  readonly open: boolean;
  /** Numbers and texts that are times are not compared with each other. */
  readonly of: 'number' | 'string';
}

const sides: { readonly [operator: string]: Pick<Limit, 'side' | 'open'> } = {
  lt: { side: 'below', open: true },
  lte: { side: 'below', open: false },
  gt: { side: 'above', open: true },
  gte: { side: 'above', open: false },
  before: { side: 'below', open: true },
  after: { side: 'above', open: true },
};

/** The limit a condition sets. The denial of one is the other side of it: what is not before is at or after. */
function limitOf(condition: Condition): Limit | null {
  if (condition.kind === 'not') {
    const limit = limitOf(condition.of);
    return limit === null ? null : { ...limit, side: limit.side === 'below' ? 'above' : 'below', open: !limit.open };
  }
  if (condition.kind !== 'compare') return null;
  const side = Object.hasOwn(sides, condition.operator) ? sides[condition.operator] : undefined;
  const value = literal(condition);
  const at = ordinal(value ?? null);
  if (side === undefined || at === undefined) return null;
  return { fact: condition.fact, at, of: typeof value === 'number' ? 'number' : 'string', ...side };
}

/** `lt: 3` implies `lt: 5` and `lte: 3`; likewise upwards. */
function limitImplies(given: Limit, wanted: Limit): boolean {
  if (given.fact !== wanted.fact || given.side !== wanted.side || given.of !== wanted.of) return false;
  if (given.at === wanted.at) return given.open || !wanted.open;
  return given.at < wanted.at === (given.side === 'below');
}

function lies(value: Json, { side, at, open, of }: Limit): boolean {
  const place = typeof value === of ? ordinal(value) : undefined;
  if (place === undefined) return false;
  if (place === at) return !open;
  return place < at === (side === 'below');
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
