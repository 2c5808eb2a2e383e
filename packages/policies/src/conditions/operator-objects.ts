import type { Operator as LibraryOperator } from 'json-rules-engine';
import type { Json } from '../json.ts';
import { comparators } from './comparators.ts';
import type { Comparator, Seen } from './comparators.ts';
import type { Operator } from './condition.ts';
import { ruleLibrary } from './rule-library.ts';
import type { RuleLibrary } from './rule-library.ts';

/**
 * One operator, twice, as the rule library's own objects: `holds` is true where the comparison surely holds, `fails` where it
 * surely fails. Where neither is true it is undecided. The same two objects serve the engine and {@link evaluate}.
 */
export interface OperatorPair {
  readonly holds: EvaluatingOperator;
  readonly fails: EvaluatingOperator;
}

/** The library's operator with the method its engine calls for every comparison, which the library's types leave out. */
export type EvaluatingOperator = LibraryOperator<Seen, Seen> & {
  evaluate(factValue: Seen, compareToValue: Seen): boolean;
};

let pairs: ReadonlyMap<Operator, OperatorPair> | undefined;

/** The objects of all operators. The library is loaded when they are first asked for, so that merely reading conditions does not. */
export function operatorPairs(): ReadonlyMap<Operator, OperatorPair> {
  pairs ??= makePairs(ruleLibrary());
  return pairs;
}

/** The name under which `fails` is registered with an engine. */
export function failingName(operator: Operator): string {
  return `${operator}_fails`;
}

function makePairs(library: RuleLibrary): ReadonlyMap<Operator, OperatorPair> {
  const made = new Map<Operator, OperatorPair>();
  for (const [name, comparator] of Object.entries(comparators) as [Operator, Comparator][]) {
    made.set(name, {
      holds: makeOperator(library, name, comparator, true),
      fails: makeOperator(library, failingName(name), comparator, false),
    });
  }
  return made;
}

function makeOperator(
  library: RuleLibrary,
  name: string,
  comparator: Comparator,
  expected: boolean,
): EvaluatingOperator {
  const { left, right, test } = comparator;
  const evaluator = (seen: Seen, other: Seen): boolean =>
    right(other) && test(seen as Json, other as Json) === expected;
  return new library.Operator<Seen, Seen>(name, evaluator, left) as EvaluatingOperator;
}
