import { compileCondition } from '../conditions/compile-condition.ts';
import type { Facts } from '../conditions/facts.ts';
import type { JsonObject } from '../json.ts';
import { PolicyFault } from '../policy-fault.ts';
import type { AccessDecision } from './access-decision.ts';
import type { AccessPolicy } from './access-policy.ts';
import type { AccessRequest, Subject } from './access-request.ts';
import { accessRows } from './access-row.ts';
import type { Asked } from './asked.ts';
import { findCandidates } from './candidates.ts';
import { createJudge } from './casbin-judge.ts';
import type { Judge } from './casbin-judge.ts';
import { createDecisionMemo } from './decision-memo.ts';
import { explainAccess } from './explain-access.ts';
import { explainRules } from './explain-rules.ts';
import type { ExplainedRule } from './explain-rules.ts';
import { factsOfRequest } from './facts-of-request.ts';
import { findClash, findRows } from './findings.ts';
import type { HeldRoles } from './held-roles.ts';
import { requireAccessPolicy } from './require-access-policy.ts';
import type { RoleChains } from './role-chains.ts';
import { createRoleFinder } from './role-finder.ts';
import { compileSeparations } from './separation.ts';
import type { SubjectAccess } from './subject-access.ts';
import { createVerdict } from './verdict-memo.ts';

/** An access policy, ready to be asked. It never changes: another policy is another `Access`. */
export interface Access {
  /** Answers one question of permission. Never throws: what goes wrong while deciding is a denial with reason `error`. */
  readonly may: (request: AccessRequest) => AccessDecision;
  /**
   * The same policy, seen by one subject whose roles are worked out once; the subject is copied, so later changes to the given
   * object change nothing.
   */
  readonly forSubject: (subject: Subject) => SubjectAccess;
  /** Every grant, denial and glass that speaks of the action, whoever it is for, with the roles and values it saw. Decides nothing. */
  readonly explain: (request: AccessRequest) => readonly ExplainedRule[];
  /** The roles a subject surely has, each with how it came to it. `context` has the facts that roles come from. */
  readonly rolesOf: (subject: Subject, context: JsonObject) => RoleChains;
  /** The ids of those of some subjects who surely have a role, in their order. */
  readonly membersOf: (role: string, subjects: readonly Subject[], context: JsonObject) => readonly string[];
}

const FAILED: AccessDecision = Object.freeze({
  allowed: false,
  reason: 'error',
  basis: null,
  missing: Object.freeze([]),
});

/**
 * Prepares an access policy. Denied by default; one denial beats any number of grants; an undecided denial denies and an undecided
 * grant does not grant; conditions see `subject`, `resource` and the context's roots. Casbin gives the answer, over the rows that
 * could decide it; why it is so is worked out beside it, and where the two differ the answer is a denial.
 *
 * @throws PolicyFault where the policy is malformed; then there is no `Access` at all, rather than half of one.
 */
export function createAccess(policy: AccessPolicy): Access {
  return accessJudgedBy(createJudge(), policy);
}

/** The same, with the one who gives the answers. */
export function accessJudgedBy(judge: Judge, policy: AccessPolicy): Access {
  requireAccessPolicy(policy);
  const roleFinder = createRoleFinder(policy);
  const rows = accessRows(policy);
  for (const { when } of rows) if (when !== null) compileCondition(when);
  const candidates = findCandidates(rows);
  const separations = compileSeparations(policy.separation);
  const verdict = createVerdict(judge);
  const memo = createDecisionMemo();

  const decide = (asked: Asked, roles: HeldRoles, subject: Subject, question: Question): AccessDecision => {
    const rows = candidates(roles, asked);
    let facts: Facts | undefined;
    const findings = findRows(rows, roles, () => (facts ??= factsOfRequest(asked, roles, subject, question)));
    for (const clash of separations.clashes(asked, roles, subject.id, question.duties)) findings.push(findClash(clash));
    const decision = explainAccess(findings, roles);
    if (verdict(findings, asked, roles) !== decision.allowed)
      throw new PolicyFault('disagreement', `access to ${asked.action} was decided in two ways`);
    const onRolesAlone = roles.active.size === 0 && rows.every(({ when }) => when === null);
    if (onRolesAlone && !separations.concerns(asked, roles)) memo.keep(roles, asked, decision);
    return decision;
  };
  /** What was decided for the same roles, or else a decision. */
  const answer = (roles: HeldRoles, subject: Subject, question: Question): AccessDecision => {
    const asked = askedIn(question);
    return memo.recall(roles, asked) ?? decide(asked, roles, subject, question);
  };

  return {
    may: (request) => {
      try {
        const { subject } = request;
        return answer(roleFinder.find(subject, request.context), subject, request);
      } catch {
        return FAILED;
      }
    },
    forSubject: (given) => {
      try {
        const subject = structuredClone(given);
        const rolesIn = roleFinder.of(subject);
        return {
          may: (question) => {
            try {
              return answer(rolesIn(question.context), subject, question);
            } catch {
              return FAILED;
            }
          },
        };
      } catch {
        return { may: () => FAILED };
      }
    },
    explain: (request) => {
      const { subject, context } = request;
      const roles = roleFinder.find(subject, context);
      const asked = askedIn(request);
      return explainRules(rows, asked, roles, factsOfRequest(asked, roles, subject, request));
    },
    rolesOf: (subject, context) => roleFinder.find(subject, context).held,
    membersOf: (role, subjects, context) =>
      subjects.filter((subject) => roleFinder.find(subject, context).held.has(role)).map(({ id }) => id),
  };
}

type Question = Omit<AccessRequest, 'subject'>;

function askedIn({ action, mode, resource: { type } }: Question): Asked {
  return { action, mode, type };
}
