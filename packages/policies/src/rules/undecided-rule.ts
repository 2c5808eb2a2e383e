import type { Condition } from '../conditions/condition.ts';
import { evaluate } from '../conditions/evaluate.ts';
import type { FactPath, Facts } from '../conditions/facts.ts';

/** An undecided rule, and the facts it needs. */
export interface UndecidedRule<R> {
  readonly rule: R;
  readonly missing: readonly FactPath[];
}

/** Rules that were found undecided, with what each of them would have needed. */
export function withMissing<R extends { readonly when: Condition | null }>(
  undecided: readonly R[],
  facts: Facts,
): readonly UndecidedRule<R>[] {
  return undecided.map((rule) => ({ rule, missing: rule.when === null ? [] : evaluate(rule.when, facts).missing }));
}
