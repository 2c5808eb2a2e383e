import { PolicyFault } from '../policy-fault.ts';
import { MAX_CONDITION_DEPTH } from './condition-depth.ts';
import type { Comparison, Condition } from './condition.ts';
import type { FactPath } from './facts.ts';
import { takesNow } from './takes-now.ts';

/**
 * Every fact a condition reads, sorted, without repeats: what to gather before deciding it. Of `some` and `every` it names the
 * list, and facts their bodies compare with; of `within` and `older_than` also `now`.
 */
export function factsOf(condition: Condition): readonly FactPath[] {
  const paths = new Set<FactPath>();
  collect(condition, paths, true, 1);
  return [...paths].sort();
}

function collect(condition: Condition, into: Set<FactPath>, outside: boolean, depth: number): void {
  if (depth > MAX_CONDITION_DEPTH) throw new PolicyFault('too_deep', 'a condition nests too deep');
  switch (condition.kind) {
    case 'all':
    case 'any':
      for (const part of condition.of) collect(part, into, outside, depth + 1);
      return;
    case 'not':
      collect(condition.of, into, outside, depth + 1);
      return;
    case 'some':
    case 'every':
      if (outside) into.add(condition.fact);
      collect(condition.of, into, false, depth + 1);
      return;
    case 'compare':
      collectComparison(condition, into, outside);
  }
}

function collectComparison({ fact, operator, operand }: Comparison, into: Set<FactPath>, outside: boolean): void {
  if (outside) into.add(fact);
  if ('fact' in operand) into.add(operand.fact);
  if (takesNow(operator)) into.add('now');
}
