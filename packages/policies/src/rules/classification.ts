import type { FactPath } from '../conditions/facts.ts';
import type { JsonObject } from '../json.ts';
import type { FiredRule } from './decision.ts';

/** The gate every request passes. `MISSING` means: ask for `missing`, then classify again. */
export type ClassificationResult = 'ALLOWED' | 'DENIED' | 'REQUIRES_APPROVAL' | 'MISSING';

/**
 * A request, classified. Of several decisions that apply, denial beats approval beats allowance, and an undecided one beats an
 * allowance or an approval (what is not known cannot let anybody in). No rule matching is `DENIED` with reason `no_rule`.
 */
export interface Classification {
  readonly decision: ClassificationResult;
  readonly reason: 'rule' | 'no_rule' | 'missing' | 'conflict';
  /** Which decision definition decided; null when none applies. */
  readonly by: string | null;
  readonly rules: readonly FiredRule[];
  readonly missing: readonly FactPath[];
  /** Everything the rule set beside `decision`: the approval's id, the risk, … */
  readonly values: JsonObject;
}
