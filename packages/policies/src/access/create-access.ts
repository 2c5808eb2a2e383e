import { compileCondition } from '../conditions/compile-condition.ts';
import type { Facts } from '../conditions/facts.ts';
import type { JsonObject } from '../json.ts';
import { PolicyFault } from '../policy-fault.ts';
import type { AccessDecision } from './access-decision.ts';
import type { AccessPolicy } from './access-policy.ts';
import type { AccessRequest, Subject } from './access-request.ts';
import { accessRows } from './access-row.ts';
import { createJudge } from './casbin-judge.ts';
import type { Judge } from './casbin-judge.ts';
import { explainAccess } from './explain-access.ts';
import { explainRules } from './explain-rules.ts';
import type { ExplainedRule } from './explain-rules.ts';
import { counts, findClash, findRows } from './findings.ts';
import type { Finding } from './findings.ts';
import { createRoleFinder, rolesAsFact } from './role-finder.ts';
import type { HeldRoles, RoleChain } from './role-finder.ts';
import { indexRows } from './row-index.ts';
import { compileSeparations } from './separation.ts';

/** An access policy, ready to be asked. It never changes: another policy is another `Access`. */
export interface Access {
  /** Answers one question of permission. Never throws: what goes wrong while deciding is a denial with reason `error`. */
  readonly may: (request: AccessRequest) => AccessDecision;
  /** Every grant, denial and glass that speaks of the action, whoever it is for, with the roles and values it saw. Decides nothing. */
  readonly explain: (request: AccessRequest) => readonly ExplainedRule[];
  /** The roles a subject surely has, each with how it came to it. `context` has the facts that roles come from. */
  readonly rolesOf: (subject: Subject, context: JsonObject) => ReadonlyMap<string, RoleChain>;
  /** The ids of those of some subjects who surely have a role, in their order. */
  readonly membersOf: (role: string, subjects: readonly Subject[], context: JsonObject) => readonly string[];
}

const FAILED: AccessDecision = { allowed: false, reason: 'error', basis: null, missing: [] };

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
  const findRoles = createRoleFinder(policy);
  const rows = accessRows(policy);
  for (const { when } of rows) if (when !== null) compileCondition(when);
  const rowsFor = indexRows(rows);
  const findClashes = compileSeparations(policy.separation);

  const decide = (request: AccessRequest): AccessDecision => {
    const roles = findRoles(request.subject, request.context);
    const facts = factsOfRequest(request, roles);
    const findings: readonly Finding[] = [
      ...findRows(rowsFor(namesOf(roles), request), roles, facts),
      ...findClashes(request, roles).map(findClash),
    ];
    const decision = explainAccess(findings);
    const allowed = judge(
      findings.map(({ row }) => row),
      {
        roles: { allow: new Set(roles.held.keys()), deny: new Set(namesOf(roles)) },
        action: request.action,
        resource: request.resource.type,
        applies: new Set(findings.filter(counts).map(({ row }) => row[3])),
      },
    );
    if (allowed !== decision.allowed)
      throw new PolicyFault('disagreement', `access to ${request.action} was decided in two ways`);
    return decision;
  };

  return {
    may: (request) => {
      try {
        return decide(request);
      } catch {
        return FAILED;
      }
    },
    explain: (request) => {
      const roles = findRoles(request.subject, request.context);
      return explainRules(rows, request, roles, factsOfRequest(request, roles));
    },
    rolesOf: (subject, context) => findRoles(subject, context).held,
    membersOf: (role, subjects, context) =>
      subjects.filter((subject) => findRoles(subject, context).held.has(role)).map(({ id }) => id),
  };
}

function namesOf({ held, undecided }: HeldRoles): readonly string[] {
  return [...held.keys(), ...undecided.keys()];
}

/** What conditions see. The context cannot pass itself off as the subject or the resource, nor can properties change who they are. */
function factsOfRequest({ subject, resource, context }: AccessRequest, roles: HeldRoles): Facts {
  const { type, id, groups } = subject;
  return {
    ...context,
    subject: { ...subject.properties, type, id, groups, roles: rolesAsFact(roles) },
    resource: { ...resource.properties, type: resource.type, id: resource.id },
  };
}
