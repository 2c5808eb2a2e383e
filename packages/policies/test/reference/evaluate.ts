import type { Json } from '@deskbook/policies';
import type { Comparison, Condition, Facts, Truth } from '@deskbook/policies/conditions';
import { compareValues, isTaken, takesNow } from './compare-values.ts';

/**
 * The language of conditions, as slowly and plainly as it can be said. It shares no code with the package but for the types, and
 * instants and patterns are those of the platform. The tests hold every other way to decide a condition against it.
 */
export function evaluate(condition: Condition, facts: Facts, record: Json = facts): Truth {
  switch (condition.kind) {
    case 'not':
      return not(evaluate(condition.of, facts, record));
    case 'all':
      return all(condition.of.map((part) => evaluate(part, facts, record)));
    case 'any':
      return any(condition.of.map((part) => evaluate(part, facts, record)));
    case 'compare':
      return compareValues(
        condition.operator,
        read(record, condition.fact),
        operandOf(condition, facts),
        read(facts, 'now'),
      );
    case 'some':
    case 'every': {
      const items = itemsOf(record, condition.fact);
      if (items === undefined) return 'undecided';
      const truths = items.map((item) => evaluate(condition.of, facts, item));
      return condition.kind === 'some' ? any(truths) : all(truths);
    }
  }
}

/** What an undecided condition would need: sorted, each once. Nothing where it is decided. */
export function missing(condition: Condition, facts: Facts): readonly string[] {
  return [...new Set(lacking(condition, facts, facts, ''))].sort();
}

function lacking(condition: Condition, facts: Facts, record: Json, prefix: string): readonly string[] {
  if (evaluate(condition, facts, record) !== 'undecided') return [];
  switch (condition.kind) {
    case 'not':
      return lacking(condition.of, facts, record, prefix);
    case 'all':
    case 'any':
      return condition.of.flatMap((part) => lacking(part, facts, record, prefix));
    case 'compare':
      return lackingSides(condition, facts, record, prefix);
    case 'some':
    case 'every': {
      const items = itemsOf(record, condition.fact);
      const list = `${prefix}${condition.fact}`;
      return items === undefined ? [list] : items.flatMap((item) => lacking(condition.of, facts, item, `${list}.`));
    }
  }
}

/** A side with a value that is not taken. A literal of the wrong type can only be the fact's fault; an age also needs `now`. */
function lackingSides(comparison: Comparison, facts: Facts, record: Json, prefix: string): readonly string[] {
  const { fact, operator, operand } = comparison;
  const now = read(facts, 'now');
  const names: string[] = [];
  if (!isTaken(operator, 'left', read(record, fact), now)) names.push(prefix + fact);
  if (isTaken(operator, 'right', operandOf(comparison, facts), now)) return names;
  if ('fact' in operand) names.push(operand.fact);
  if (takesNow(operator)) names.push('now');
  if ('value' in operand && !takesNow(operator)) names.push(prefix + fact);
  return names;
}

/** Kleene's negation. */
export function not(truth: Truth): Truth {
  if (truth === 'holds') return 'fails';
  return truth === 'fails' ? 'holds' : 'undecided';
}

/** Kleene's conjunction. */
export function all(truths: readonly Truth[]): Truth {
  if (truths.includes('fails')) return 'fails';
  return truths.includes('undecided') ? 'undecided' : 'holds';
}

/** Kleene's disjunction. */
export function any(truths: readonly Truth[]): Truth {
  return not(all(truths.map(not)));
}

/** A value, or undefined for none: absent, null, or not reached through records alone. */
export function read(from: Json, path: string): Json | undefined {
  let value: Json | undefined = from;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    value = Object.entries(value).find(([name]) => name === key)?.[1];
  }
  return value ?? undefined;
}

/** The elements of a list of at most 10,000; undefined for anything else. */
export function itemsOf(record: Json, path: string): readonly Json[] | undefined {
  const list = read(record, path);
  return Array.isArray(list) && list.length <= 10_000 ? (list as readonly Json[]) : undefined;
}

function operandOf({ operand }: Comparison, facts: Facts): Json | undefined {
  return 'value' in operand ? (operand.value ?? undefined) : read(facts, operand.fact);
}
