import type { Operator as LibraryOperator } from 'json-rules-engine';
import type { Json } from '../json.ts';
import { comparators } from './comparators.ts';
import type { Against, Comparator } from './comparators.ts';
import type { Seen } from './seen.ts';
import { compilePattern } from './compile-pattern.ts';
import type { Pattern } from './compile-pattern.ts';
import type { Operator } from './condition.ts';
import { ruleLibrary } from './rule-library.ts';
import type { RuleLibrary } from './rule-library.ts';
import type { Truth } from './truth.ts';

/**
 * One operator, twice, as the rule library's own objects: `holds` is true where the comparison surely holds, `fails` where it
 * surely fails. Where neither is true it is undecided. The engine has both. {@link evaluate} and the index ask `holds`, and where it is not
 * true `accepts`: whether both values are of the operator's types, which says the same as `fails` without testing twice.
 */
export interface OperatorPair {
  readonly holds: EvaluatingOperator;
  readonly fails: EvaluatingOperator;
  readonly accepts: (seen: Seen, other: Against) => boolean;
}

/** The library's operator with the method its engine calls for every comparison, which the library's types leave out. */
export type EvaluatingOperator = LibraryOperator<Seen, Against> & {
  evaluate(factValue: Seen, compareToValue: Against): boolean;
};

let pairs: ReadonlyMap<Operator, OperatorPair> | undefined;

/** The objects of all operators. The library is loaded when they are first asked for, so that merely reading conditions does not. */
export function operatorPairs(): ReadonlyMap<Operator, OperatorPair> {
  pairs ??= makePairs(ruleLibrary());
  return pairs;
}

let registered: ReadonlyMap<string, EvaluatingOperator> | undefined;

/** The same objects by the names under which engines know them. */
export function engineOperators(): ReadonlyMap<string, EvaluatingOperator> {
  registered ??= new Map(
    [...operatorPairs()].flatMap(
      ([name, { holds, fails }]) =>
        [
          [name, holds],
          [failingName(name), fails],
        ] as const,
    ),
  );
  return registered;
}

/** The truth of a comparison of two values. */
export function compare({ holds, accepts }: OperatorPair, seen: Seen, other: Against): Truth {
  if (holds.evaluate(seen, other)) return 'holds';
  return accepts(seen, other) ? 'fails' : 'undecided';
}

/** An operand that is written in a condition, as its operator compares best with it: a pattern is compiled. */
export function prepareOperand(operator: Operator, value: Seen): Against {
  if (operator !== 'matches' || typeof value !== 'string') return value;
  const result = compilePattern(value);
  return result.ok ? result.pattern : value;
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
      accepts: (seen, other) => comparator.left(seen) && comparator.right(other),
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
  const evaluator = (seen: Seen, other: Against): boolean =>
    right(other) && test(seen as Json, other as Json | Pattern) === expected;
  return new library.Operator<Seen, Against>(name, evaluator, left) as EvaluatingOperator;
}
