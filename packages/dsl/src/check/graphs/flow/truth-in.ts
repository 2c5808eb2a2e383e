import type { Comparison, Condition, Json, Truth } from '@deskbook/policies';
import type { Scenario } from './scenario.ts';

/** What a condition comes to in a scenario. `undecided` here means that the scenario leaves it open. */
export function truthIn(scenario: Scenario, condition: Condition): Truth {
  switch (condition.kind) {
    case 'compare':
      return comparisonIn(scenario, condition);
    case 'not':
      return opposite(truthIn(scenario, condition.of));
    case 'all':
      return together(
        condition.of.map((part) => truthIn(scenario, part)),
        'fails',
        'holds',
      );
    case 'any':
      return together(
        condition.of.map((part) => truthIn(scenario, part)),
        'holds',
        'fails',
      );
    case 'some':
    case 'every':
    default:
      return 'undecided';
  }
}

/** Names a comparison by what it says, wherever it stands. */
export function comparisonKey(comparison: Comparison): string {
  return JSON.stringify([comparison.fact, comparison.operator, comparison.operand]);
}

/** Every comparison in a condition, outermost first; not those on the records of a list. */
export function comparisonsIn(condition: Condition): readonly Comparison[] {
  switch (condition.kind) {
    case 'compare':
      return [condition];
    case 'not':
      return comparisonsIn(condition.of);
    case 'all':
    case 'any':
      return condition.of.flatMap(comparisonsIn);
    case 'some':
    case 'every':
    default:
      return [];
  }
}

function comparisonIn(scenario: Scenario, comparison: Comparison): Truth {
  const value = scenario.facts.get(comparison.fact);
  if (value !== undefined && 'value' in comparison.operand)
    return compared(value, comparison, comparison.operand.value);
  const assumed = scenario.comparisons.get(comparisonKey(comparison));
  if (assumed === undefined) return 'undecided';
  return assumed ? 'holds' : 'fails';
}

function compared(value: Json, { operator }: Comparison, operand: Json): Truth {
  if (operator === 'known') return truth((value !== null) === operand);
  if (value === null) return 'undecided';
  if (operator === 'equals') return truth(same(value, operand));
  if (operator === 'is_not') return truth(!same(value, operand));
  if (operator === 'in') return truth(Array.isArray(operand) && operand.some((item: Json) => same(value, item)));
  if (operator === 'not_in') return truth(Array.isArray(operand) && !operand.some((item: Json) => same(value, item)));
  return 'undecided';
}

function same(a: Json, b: Json): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function truth(holds: boolean): Truth {
  return holds ? 'holds' : 'fails';
}

function opposite(value: Truth): Truth {
  if (value === 'undecided') return value;
  return truth(value === 'fails');
}

function together(parts: readonly Truth[], decisive: Truth, otherwise: Truth): Truth {
  if (parts.includes(decisive)) return decisive;
  return parts.includes('undecided') ? 'undecided' : otherwise;
}
