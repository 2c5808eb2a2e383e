import type { Comparison, Condition, Quantification } from '../conditions/condition.ts';
import type { FactPath, Facts } from '../conditions/facts.ts';
import { readSegments, splitPath } from '../conditions/read-fact.ts';
import { recordsOf } from '../conditions/records-of.ts';
import type { JsonObject } from '../json.ts';
import { allFilters, anyFilter, knownFilter, notFilter } from './combine-filters.ts';
import { compareSides } from './evaluate-filter.ts';
import type { Filter, FilterComparison, FilterSide } from './filter.ts';

/** What is known: every root but the resource, and of the resource perhaps its type. */
export interface KnownFacts {
  readonly facts: Facts;
  readonly resourceType: string | undefined;
}

/** Where paths start: at the facts, at a record that is known, or at a record of the resource, which is not. */
type Start =
  | { readonly at: 'facts' }
  | { readonly at: 'record'; readonly record: JsonObject }
  | { readonly at: 'unknown' };

/** What is left of a condition once everything but the resource is known. */
export function residualFilter(condition: Condition, known: KnownFacts): Filter {
  return residual(condition, known, { at: 'facts' });
}

function residual(condition: Condition, known: KnownFacts, start: Start): Filter {
  switch (condition.kind) {
    case 'all':
      return allFilters(condition.of.map((part) => residual(part, known, start)));
    case 'any':
      return anyFilter(condition.of.map((part) => residual(part, known, start)));
    case 'not':
      return notFilter(residual(condition.of, known, start));
    case 'compare':
      return residualComparison(condition, known, start);
    default:
      return residualQuantification(condition, known, start);
  }
}

function residualComparison(comparison: Comparison, known: KnownFacts, start: Start): Filter {
  const { fact, operator, operand, reference } = comparison;
  const left = sideOf(fact, known, start);
  const right = 'value' in operand ? operand : sideOf(operand.fact, known, { at: 'facts' });
  const now = Object.hasOwn(known.facts, 'now') ? known.facts['now'] : null;
  const made: FilterComparison = {
    kind: 'compare',
    left,
    operator,
    right,
    now: typeof now === 'string' ? now : null,
    reference,
  };
  if (!('value' in left) || !('value' in right)) return made;
  return knownFilter(compareSides(made, left.value ?? undefined, right.value ?? undefined));
}

/** A list that is known is gone through now; one of the resource's is left to whoever has the resource. */
function residualQuantification(condition: Quantification, known: KnownFacts, start: Start): Filter {
  const { kind, fact, of, reference } = condition;
  const list = sideOf(fact, known, start);
  if (!('value' in list)) return { kind, list, of: residual(of, known, { at: 'unknown' }), reference };
  const parts = recordsOf(list.value)?.map((record) => residual(of, known, { at: 'record', record }));
  if (parts === undefined) return knownFilter('undecided');
  return kind === 'some' ? anyFilter(parts) : allFilters(parts);
}

function sideOf(path: FactPath, known: KnownFacts, start: Start): FilterSide {
  const segments = splitPath(path);
  if (start.at === 'unknown') return { field: path };
  if (start.at === 'record') return { value: readSegments(start.record, segments) ?? null };
  if (segments[0] !== 'resource') return { value: readSegments(known.facts, segments) ?? null };
  const attribute = segments.slice(1).join('.');
  return attribute === 'type' && known.resourceType !== undefined ? { value: known.resourceType } : { attribute };
}
