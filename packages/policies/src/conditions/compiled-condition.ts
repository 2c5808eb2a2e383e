import type { JsonObject } from '../json.ts';
import type { Explanation } from './explanation.ts';
import type { FactPath, Facts } from './facts.ts';
import type { Truth } from './truth.ts';

/**
 * Where a condition is decided. Paths of facts start at `record`: the facts themselves, or one record inside `some` and `every`.
 * Operands that name a fact, and `now`, are always read from `facts`.
 */
export interface Scope {
  readonly facts: Facts;
  readonly record: JsonObject;
  /** The path of the list the record came from, with its dot; empty outside of lists. */
  readonly prefix: string;
}

/** A condition, prepared once: how to decide it, and, only where that is asked, what was missing and why. */
export interface CompiledCondition {
  readonly truth: (scope: Scope) => Truth;
  /** Adds what an undecided condition would have needed. Only called where `truth` gave `undecided`. */
  readonly missing: (scope: Scope, into: Set<FactPath>) => void;
  readonly explain: (scope: Scope) => Explanation;
}
