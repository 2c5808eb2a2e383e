import { MAX_CONDITION_DEPTH } from '../../conditions/condition-depth.ts';
import type { Condition } from '../../conditions/condition.ts';
import { PolicyFault } from '../../policy-fault.ts';
import type { ComparisonTable } from './comparison-table.ts';

/**
 * A condition with its negations pushed down to its comparisons, which Kleene's logic allows: a comparison is a number of the table,
 * times two, and one more where it is negated.
 */
export type ConditionPart = number | { readonly kind: 'all' | 'any'; readonly of: readonly ConditionPart[] };

/** The comparison a part is, and whether it is negated. */
export const comparisonOf = (part: number): number => part >> 1;
export const isNegated = (part: number): boolean => (part & 1) === 1;

/**
 * Turns a condition into its parts; an `all` right inside an `all`, or an `any` inside an `any`, is taken apart.
 *
 * @throws PolicyFault `malformed` for an unknown kind, operator or path, `too_deep` beyond 64 levels.
 */
export function partOf(condition: Condition, table: ComparisonTable): ConditionPart {
  return build(condition, table, false, 1);
}

function build(condition: Condition, table: ComparisonTable, negated: boolean, depth: number): ConditionPart {
  if (depth > MAX_CONDITION_DEPTH) {
    throw new PolicyFault('too_deep', `a condition nests more than ${MAX_CONDITION_DEPTH} levels deep`);
  }
  switch (condition.kind) {
    case 'all':
    case 'any': {
      const kind = (condition.kind === 'all') === negated ? 'any' : 'all';
      const of = condition.of.map((each) => build(each, table, negated, depth + 1));
      return { kind, of: of.flatMap((part) => partsOf(part, kind)) };
    }
    case 'not':
      return build(condition.of, table, !negated, depth + 1);
    case 'compare':
      return 2 * table.comparisonNumber(condition) + Number(negated);
    case 'some':
    case 'every':
      return 2 * table.quantificationNumber(condition) + Number(negated);
    default:
      throw new PolicyFault('malformed', `not a condition: ${JSON.stringify(condition).slice(0, 200)}`);
  }
}

/** The parts of an `all` or an `any`; anything else is its own only part. */
export function partsOf(part: ConditionPart, kind: 'all' | 'any'): readonly ConditionPart[] {
  return typeof part === 'number' || part.kind !== kind ? [part] : part.of;
}
