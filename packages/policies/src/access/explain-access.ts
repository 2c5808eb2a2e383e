import type { AccessBasis, AccessDecision, AccessReason } from './access-decision.ts';
import { allows, counts } from './findings.ts';
import type { Finding } from './findings.ts';

/**
 * Names the answer that findings give: a denial, a broken separation, a denial that cannot be ruled out, a grant, a grant that
 * cannot be made sure of, nothing. Of several of one kind the first declared is named. A broken glass is named where it was needed.
 */
export function explainAccess(findings: readonly Finding[]): AccessDecision {
  const against = findings.filter((each) => !allows(each) && counts(each));
  const denial = against.find(({ kind, truth }) => kind === 'denial' && truth === 'holds');
  if (denial !== undefined) return answer('denied', [denial]);
  const clash = against.find(({ truth }) => truth === 'holds');
  if (clash !== undefined) return answer('separation', [clash]);
  if (against.length > 0) return answer('denial_undecided', against);
  const grant = findings.find((each) => allows(each) && counts(each));
  if (grant !== undefined) return answer('granted', [grant], neededGlass(findings) ?? grant.basis);
  const possible = findings.filter((each) => allows(each) && each.truth === 'undecided');
  return possible.length > 0 ? answer('grant_undecided', possible) : answer('no_grant', []);
}

/** The broken glass without which a denial would have counted. */
function neededGlass(findings: readonly Finding[]): AccessBasis | undefined {
  return findings.find(({ overriddenBy, truth }) => overriddenBy !== undefined && truth !== 'fails')?.overriddenBy;
}

function answer(
  reason: AccessReason,
  findings: readonly Finding[],
  basis = findings[0]?.basis ?? null,
): AccessDecision {
  const missing = [...new Set(findings.flatMap((each) => each.missing))].sort();
  return { allowed: reason === 'granted', reason, basis, missing };
}
