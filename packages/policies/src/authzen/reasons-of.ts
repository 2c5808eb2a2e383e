import type { AccessDecision } from '../access/access-decision.ts';
import type { JsonObject } from '../json.ts';

/**
 * Why a refusal is one. `reason` is a word for programs; `reason_admin` names the rule and is not for the person; `reason_user` is what
 * the rule says to people, in its languages, where it says something.
 */
export function reasonsOf({ reason, basis, missing }: AccessDecision): JsonObject {
  const rule = basis === null ? '' : ` by ${basis.kind} ${basis.id} (${[basis.reference, ...basis.cites].join(', ')})`;
  const lacking = missing.length === 0 ? '' : `; unknown: ${missing.join(', ')}`;
  return {
    reason,
    reason_admin: { en: `${reason}${rule}${lacking}` },
    ...(basis?.say !== undefined && { reason_user: basis.say }),
  };
}
