import type { Json } from '../json.ts';
import { PolicyFault } from '../policy-fault.ts';
import { ageWindow } from './age-window.ts';
import { comparators } from './comparators.ts';
import type { Against } from './comparators.ts';
import type { Seen } from './seen.ts';
import type { CompiledCondition, Scope } from './compiled-condition.ts';
import type { Comparison } from './condition.ts';
import type { Explanation } from './explanation.ts';
import type { FactPath, Facts } from './facts.ts';
import { compare, operatorPairs, prepareOperand } from './operator-objects.ts';
import { readSegments, splitPath } from './read-fact.ts';
import { takesNow } from './takes-now.ts';
import type { Truth } from './truth.ts';

/** Prepares one comparison: its paths split, its operator found, a literal operand at hand. */
export function compileComparison(comparison: Comparison): CompiledCondition {
  const pair = operatorPairs().get(comparison.operator);
  if (pair === undefined)
    throw new PolicyFault('malformed', `there is no operator ${JSON.stringify(comparison.operator)}`);
  const segments = splitPath(comparison.fact);
  const operand = operandReader(comparison);
  const truth = (scope: Scope): Truth => {
    return compare(pair, readSegments(scope.record, segments), operand(scope.facts));
  };
  const missing = (scope: Scope, into: Set<FactPath>): void => {
    addMissing(comparison, scope, readSegments(scope.record, segments), operand(scope.facts), into);
  };
  return { truth, missing, explain: (scope) => explain(comparison, scope, truth(scope), missing) };
}

/** Reads the right side. Operators on ages get `[now, length]`, the others the value itself. */
function operandReader({ operator, operand }: Comparison): (facts: Facts) => Against {
  if ('value' in operand && !takesNow(operator)) {
    const prepared = prepareOperand(operator, operand.value ?? undefined);
    return () => prepared;
  }
  const read = plainOperandReader(operand);
  return takesNow(operator) ? (facts) => ageWindow(facts, read(facts)) : read;
}

function plainOperandReader(operand: Comparison['operand']): (facts: Facts) => Seen {
  if ('value' in operand) {
    const value = operand.value ?? undefined;
    return () => value;
  }
  const segments = splitPath(operand.fact);
  return (facts) => readSegments(facts, segments);
}

/** Names what kept a comparison from being decided: each side whose value is absent or of the wrong type. */
function addMissing(comparison: Comparison, scope: Scope, seen: Seen, other: Against, into: Set<FactPath>): void {
  const comparator = comparators[comparison.operator];
  const fits = comparator.right(other);
  if (!comparator.left(seen)) into.add(scope.prefix + comparison.fact);
  else if (!fits && 'value' in comparison.operand && !takesNow(comparison.operator))
    into.add(scope.prefix + comparison.fact);
  if (fits) return;
  if ('fact' in comparison.operand) into.add(comparison.operand.fact);
  if (takesNow(comparison.operator)) into.add('now');
}

function explain(
  comparison: Comparison,
  scope: Scope,
  truth: Truth,
  missing: (scope: Scope, into: Set<FactPath>) => void,
): Explanation {
  const { fact, operator, operand, reference } = comparison;
  const lacking = new Set<FactPath>();
  if (truth === 'undecided') missing(scope, lacking);
  return {
    kind: 'compare',
    truth,
    fact: scope.prefix + fact,
    operator,
    seen: orNull(readSegments(scope.record, splitPath(fact))),
    operand: orNull(plainOperandReader(operand)(scope.facts)),
    ...('fact' in operand && { operandFact: operand.fact }),
    missing: [...lacking].sort(),
    reference,
  };
}

const orNull = (value: Seen): Json => value ?? null;
