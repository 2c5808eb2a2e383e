import type { AccessBasis, AccessDecision, AccessReason } from './access-decision.ts';
import type { AccessRow } from './access-row.ts';
import { allows, counts } from './findings.ts';
import type { Finding } from './findings.ts';
import type { HeldRoles } from './held-roles.ts';
import type { Clash } from './separation.ts';

/**
 * Names the answer that findings give: a denial, a broken separation, a denial that cannot be ruled out, a grant, a grant that
 * cannot be made sure of, nothing. Of several of one kind the first declared is named. A broken glass is named where it was needed.
 * The answer is frozen: it may be given more than once.
 */
export function explainAccess(findings: readonly Finding[], roles: HeldRoles): AccessDecision {
  let grant: Finding | undefined;
  let clash: Finding | undefined;
  let needed: AccessRow | undefined;
  const against: Finding[] = [];
  const possible: Finding[] = [];
  for (const finding of findings) {
    const { of, truth, overriddenBy } = finding;
    if (truth === 'fails') continue;
    if (overriddenBy !== undefined) needed ??= overriddenBy;
    else if (!counts(finding)) possible.push(finding);
    else if (allows(finding)) grant ??= finding;
    else if (truth === 'undecided') against.push(finding);
    else if (of.kind === 'denial') return answer('denied', of, roles);
    else clash ??= finding;
  }
  if (clash !== undefined) return answer('separation', clash.of, roles);
  if (against[0] !== undefined) return answer('denial_undecided', against[0].of, roles, against);
  if (grant !== undefined) return answer('granted', needed ?? grant.of, roles);
  if (possible[0] !== undefined) return answer('grant_undecided', possible[0].of, roles, possible);
  return NO_GRANT;
}

const NOTHING = Object.freeze([]);
const NO_GRANT: AccessDecision = Object.freeze({ allowed: false, reason: 'no_grant', basis: null, missing: NOTHING });

function answer(
  reason: AccessReason,
  of: AccessRow | Clash,
  roles: HeldRoles,
  findings: readonly Finding[] = [],
): AccessDecision {
  const missing = findings.length === 0 ? NOTHING : wanted(findings);
  return Object.freeze({ allowed: reason === 'granted', reason, basis: basisOf(of, roles), missing });
}

function wanted(findings: readonly Finding[]): readonly string[] {
  return Object.freeze([...new Set(findings.flatMap(({ missing }) => missing))].sort());
}

/** What decided, with the way the subject came to its role. */
export function basisOf(of: AccessRow | Clash, roles: HeldRoles): AccessBasis {
  if (of.kind === 'separation') {
    const { id, say, reference, cites } = of.separation;
    const through = Object.freeze([...of.between]);
    return Object.freeze({ kind: of.kind, id, through, ...(say !== undefined && { say }), reference, cites });
  }
  const { kind, id, role, rule } = of;
  const { reference, cites } = rule;
  const through = roles.held.get(role) ?? Object.freeze([role]);
  const record = kind === 'break_glass' ? roles.active.get(id)?.record : undefined;
  const say = 'say' in rule ? rule.say : undefined;
  return Object.freeze({
    kind,
    id,
    through,
    ...(record !== undefined && { record }),
    ...(say !== undefined && { say }),
    reference,
    cites,
  });
}
