import type { Json } from '../json.ts';
import type { Reference } from '../reference.ts';
import type { FactPath } from './facts.ts';

/** Operators on one fact and one operand. The names are those authors write; `equals` is what a bare value means. */
export type Operator =
  | 'equals' | 'is_not' | 'in' | 'not_in'
  | 'lt' | 'lte' | 'gt' | 'gte'
  | 'before' | 'after' | 'within' | 'older_than'
  | 'matches' | 'contains'
  | 'has' | 'has_any' | 'has_all' | 'empty'
  | 'known'; // prettier-ignore

/** What a fact is compared with: a literal, or another fact read at the same moment. Durations are literal milliseconds. */
export type Operand = { readonly value: Json } | { readonly fact: FactPath };

/** One comparison. Undecided when its fact, or the fact it is compared with, has no value; `known` alone is always decided. */
export interface Comparison {
  readonly kind: 'compare';
  readonly fact: FactPath;
  readonly operator: Operator;
  readonly operand: Operand;
  readonly reference: Reference;
}

/** `some` or `every` record of a list satisfies a condition, whose paths start at the record itself (`state`, not `ticket.state`). */
export interface Quantification {
  readonly kind: 'some' | 'every';
  readonly fact: FactPath;
  readonly of: Condition;
  readonly reference: Reference;
}

/**
 * A condition, wherever one stands: triggers, decisions, grants, eligibility, `when`, tree branches. Three-valued (Kleene's
 * strong logic): `all` fails if one part fails, holds if every part holds, and is undecided otherwise; `any` is its dual.
 * An empty `all` holds and an empty `any` fails.
 *
 * @example
 * const urgent: Condition = {
 *   kind: 'compare', fact: 'ticket.priority', operator: 'in', operand: { value: ['P1', 'P2'] }, reference: 'trigger/page#/when/ticket.priority',
 * };
 */
export type Condition =
  | { readonly kind: 'all'; readonly of: readonly Condition[]; readonly reference: Reference }
  | { readonly kind: 'any'; readonly of: readonly Condition[]; readonly reference: Reference }
  | { readonly kind: 'not'; readonly of: Condition; readonly reference: Reference }
  | Comparison
  | Quantification;
