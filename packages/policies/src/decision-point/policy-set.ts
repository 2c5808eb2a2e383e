import type { AccessPolicy } from '../access/access-policy.ts';
import type { Decision } from '../rules/decision.ts';
import type { TriggerRule } from '../rules/trigger-rule.ts';

/** Everything that is decided by, as it comes into force together: XACML's policy set. */
export interface PolicySet {
  /** What the host calls it (a commit, the hash of a bundle), for `status`. */
  readonly name?: string;
  readonly access: AccessPolicy;
  /** Each with an id of its own. */
  readonly decisions: readonly Decision[];
  /** Each with an id of its own. */
  readonly triggers: readonly TriggerRule[];
}
