import type { ExplainedRule, FirstFailure } from '@deskbook/policies';

/** A grant or denial that speaks of an action, explained. */
export interface ExplainedPermission extends ExplainedRule {
  /** The first comparison of its condition that kept it from holding, and what it saw; null where that holds, or it has none. */
  readonly failed: FirstFailure | null;
}
