import type { Operator } from '../conditions/condition.ts';
import type { Truth } from '../conditions/truth.ts';
import type { Json } from '../json.ts';
import type { Reference } from '../reference.ts';

/**
 * What stands on either side of a comparison: an attribute of the resource (a dotted path below it; `id` and `type` are who it is),
 * a field of the record that `some` or `every` is looking at, or a value that is already known (`null`: it has none).
 */
export type FilterSide = { readonly attribute: string } | { readonly field: string } | { readonly value: Json };

/** A comparison that only the resource can decide. `now` is the present moment, for operators on ages. */
export interface FilterComparison {
  readonly kind: 'compare';
  readonly left: FilterSide;
  readonly operator: Operator;
  readonly right: FilterSide;
  readonly now: string | null;
  readonly reference: Reference;
}

/** A condition on the records of a list that the resource, or a record of it, holds. */
export interface FilterQuantification {
  readonly kind: 'some' | 'every';
  readonly list: FilterSide;
  readonly of: Filter;
  readonly reference: Reference;
}

/**
 * What is left of a condition once everything but the resource is known: three-valued, as conditions are. A resource passes where
 * it holds; where it fails or is undecided it does not.
 */
export type Filter =
  | { readonly kind: 'known'; readonly truth: Truth }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Filter[] }
  | { readonly kind: 'not'; readonly of: Filter }
  | FilterComparison
  | FilterQuantification;
