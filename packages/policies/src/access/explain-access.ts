import type { AccessDecision, AccessReason } from './access-decision.ts';
import type { Finding } from './findings.ts';

/**
 * Names the answer that findings give: a denial, a broken separation, a denial that cannot be ruled out, a grant, a grant that
 * cannot be made sure of, nothing. Of several of one kind the first declared is named.
 */
export function explainAccess(findings: readonly Finding[]): AccessDecision {
  const [denials, grants] = [findings.filter(isDenial), findings.filter((each) => !isDenial(each))];
  const denial = denials.find(({ kind, truth }) => kind === 'denial' && truth === 'holds');
  if (denial !== undefined) return answer('denied', [denial]);
  const clash = denials.find(({ truth }) => truth === 'holds');
  if (clash !== undefined) return answer('separation', [clash]);
  const open = denials.filter(({ truth }) => truth === 'undecided');
  if (open.length > 0) return answer('denial_undecided', open);
  const grant = grants.find(({ truth }) => truth === 'holds');
  if (grant !== undefined) return answer('granted', [grant]);
  const possible = grants.filter(({ truth }) => truth === 'undecided');
  return possible.length > 0 ? answer('grant_undecided', possible) : answer('no_grant', []);
}

function isDenial({ kind }: Finding): boolean {
  return kind !== 'grant';
}

function answer(reason: AccessReason, findings: readonly Finding[]): AccessDecision {
  const missing = [...new Set(findings.flatMap((each) => each.missing))].sort();
  return { allowed: reason === 'granted', reason, basis: findings[0]?.basis ?? null, missing };
}
