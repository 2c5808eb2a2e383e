import type { Condition, FactPath } from '@deskbook/policies';

/** The facts a condition reads, operands included; the list of `some` and `every`, but not what its records hold. */
export function factsOf(condition: Condition | null | undefined): readonly FactPath[] {
  if (condition === null || condition === undefined) return [];
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of.flatMap(factsOf);
    case 'not':
      return factsOf(condition.of);
    case 'compare':
      return 'fact' in condition.operand ? [condition.fact, condition.operand.fact] : [condition.fact];
    case 'some':
    case 'every':
      return [condition.fact];
  }
}
