import { comparators } from '../conditions/comparators.ts';
import type { Seen } from '../conditions/seen.ts';
import { allOf, anyOf, negate } from '../conditions/kleene.ts';
import { ageWindow } from '../conditions/age-window.ts';
import { readSegments, splitPath } from '../conditions/read-fact.ts';
import { recordsOf } from '../conditions/records-of.ts';
import { takesNow } from '../conditions/takes-now.ts';
import type { Truth } from '../conditions/truth.ts';
import type { JsonObject } from '../json.ts';
import type { Filter, FilterComparison, FilterSide } from './filter.ts';

/**
 * Decides a filter over one resource: its properties, with `id` and `type` beside them.
 *
 * @example
 * evaluateFilter(filter, { owner: 'lena', type: 'ticket', id: 'IT-1' }); // 'holds'
 */
export function evaluateFilter(filter: Filter, resource: JsonObject): Truth {
  return truthOf(filter, resource, {});
}

/** Decides a comparison of two values; what an operator does not accept leaves it undecided. */
export function compareSides(comparison: FilterComparison, left: Seen, right: Seen): Truth {
  const { left: accepts, right: fits, test } = comparators[comparison.operator];
  const other = takesNow(comparison.operator) ? ageWindow({ now: comparison.now }, right) : right;
  if (!accepts(left) || !fits(other)) return 'undecided';
  return test(left ?? null, other ?? null) ? 'holds' : 'fails';
}

function truthOf(filter: Filter, resource: JsonObject, record: JsonObject): Truth {
  switch (filter.kind) {
    case 'known':
      return filter.truth;
    case 'all':
      return allOf(filter.of, (part) => truthOf(part, resource, record));
    case 'any':
      return anyOf(filter.of, (part) => truthOf(part, resource, record));
    case 'not':
      return negate(truthOf(filter.of, resource, record));
    case 'compare':
      return compareSides(filter, readSide(filter.left, resource, record), readSide(filter.right, resource, record));
    default: {
      const records = recordsOf(readSide(filter.list, resource, record));
      if (records === undefined) return 'undecided';
      const combine = filter.kind === 'some' ? anyOf : allOf;
      return combine(records, (each) => truthOf(filter.of, resource, each));
    }
  }
}

function readSide(side: FilterSide, resource: JsonObject, record: JsonObject): Seen {
  if ('value' in side) return side.value ?? undefined;
  if ('field' in side) return readSegments(record, splitPath(side.field));
  return side.attribute === '' ? resource : readSegments(resource, splitPath(side.attribute));
}
