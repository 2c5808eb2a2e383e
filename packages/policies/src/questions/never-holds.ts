import type { Condition } from '../conditions/condition.ts';
import type { KeyValue } from '../conditions/key-value.ts';
import { valuesDemanded } from '../rules/indexing/demanded-values.ts';

/** Whether one condition holds wherever another does, as far as their own words tell: all that it asks is asked there. */
export function holdsWith(condition: Condition | null, other: Condition | null): boolean {
  const asked = new Set(conjunctsOf(other).map(wordsOf));
  return conjunctsOf(condition).every((part) => asked.has(wordsOf(part)));
}

/** What a part says, wherever it is written. */
function wordsOf(part: Conjunct): string {
  return JSON.stringify(part, (name, value: unknown) => (name === 'reference' ? undefined : value));
}

/** A part that has to hold for the whole to hold; `negated`, that has to fail. */
interface Conjunct {
  readonly condition: Condition;
  readonly negated: boolean;
}

/** What all has to hold for a condition to hold. */
function conjunctsOf(condition: Condition | null, negated = false): readonly Conjunct[] {
  if (condition === null) return [];
  if (condition.kind === 'not') return conjunctsOf(condition.of, !negated);
  if (condition.kind !== (negated ? 'any' : 'all')) return [{ condition, negated }];
  return condition.of.flatMap((part) => conjunctsOf(part, negated));
}

/**
 * Whether a condition holds over no facts at all, as far as its own words tell: it asks one fact for two values, or for one and its
 * opposite, or for one of none. What it does not see through may still never hold.
 */
export function neverHolds(condition: Condition | null): boolean {
  const parts = conjunctsOf(condition);
  return parts.some(isImpossible) || asksTheImpossible(parts);
}

function isImpossible({ condition, negated }: Conjunct): boolean {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of.every((part) => neverHolds(negated ? { kind: 'not', of: part, reference: '' } : part));
    case 'some':
      return !negated && neverHolds(condition.of);
    case 'compare':
      // What is compared with nothing is undecided.
      return 'value' in condition.operand && condition.operand.value === null;
    default:
      return false;
  }
}

/** Whether no value of some fact is all that is asked of it. */
function asksTheImpossible(parts: readonly Conjunct[]): boolean {
  const demands = Map.groupBy(parts.flatMap(demandsOf), ({ about }) => about);
  return [...demands.values()].some((all) => {
    const [allowed, ...more] = all.filter(({ excludes }) => !excludes);
    return allowed?.values.every((value) => {
      const refused = all.some(({ excludes, values }) => excludes && values.includes(value));
      return refused || more.some(({ values }) => !values.includes(value));
    });
  });
}

interface Demand {
  readonly about: string;
  readonly values: readonly KeyValue[];
  /** It must be something else than these. */
  readonly excludes: boolean;
}

/** What a part asks of the value of its fact, and of whether there is one. */
function demandsOf({ condition, negated }: Conjunct): readonly Demand[] {
  if (condition.kind === 'all' || condition.kind === 'any' || condition.kind === 'not') return [];
  const about = `known ${condition.fact}`;
  if (condition.kind !== 'compare') return [{ about, values: [true], excludes: false }];
  const { fact, operator, operand } = condition;
  if (operator === 'known') {
    const isKnown = 'value' in operand && typeof operand.value === 'boolean' ? [operand.value !== negated] : [];
    return isKnown.map((value) => ({ about, values: [value], excludes: false }));
  }
  const values = valuesDemanded(condition);
  const excludes = (operator === 'is_not' || operator === 'not_in') !== negated;
  return [
    { about, values: [true], excludes: false },
    ...(values === undefined ? [] : [{ about: `value ${fact}`, values, excludes }]),
  ];
}
