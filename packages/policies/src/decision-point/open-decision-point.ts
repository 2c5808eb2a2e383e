import type { SubjectAccess } from '../access/subject-access.ts';
import type { Subject } from '../access/access-request.ts';
import { PolicyFault } from '../policy-fault.ts';
import { checkPolicySet, failureOf } from './check-policy-set.ts';
import type { PolicyFailure } from './check-policy-set.ts';
import { policiesInForce } from './policies-in-force.ts';
import type { PoliciesInForce } from './policies-in-force.ts';
import type { PolicySet } from './policy-set.ts';

/** Whether policies came into force, or why not. */
export type Replacement =
  | { readonly ok: true; readonly version: number }
  | { readonly ok: false; readonly failures: readonly PolicyFailure[] };

/** A replacement that was refused: what the host called it, the version that stayed in force, and why. */
export interface RefusedReplacement {
  readonly name: string | null;
  readonly version: number;
  readonly failures: readonly PolicyFailure[];
}

/** What is in force, and the last replacement that was refused, if any ever was. */
export interface DecisionPointStatus {
  readonly version: number;
  readonly name: string | null;
  readonly refused: RefusedReplacement | null;
}

/** Where decisions are made, by policies that can be replaced while it is asked: XACML's policy decision point. */
export interface DecisionPoint extends Omit<PoliciesInForce, 'version' | 'name'> {
  /** As `Access.forSubject`; each question is answered by the policies in force when it is asked. */
  readonly forSubject: PoliciesInForce['forSubject'];
  /** The policies in force now: to hold on to where several questions have to be answered by the same. */
  readonly inForce: () => PoliciesInForce;
  /**
   * Puts other policies in place of those in force: all of them or none. They are copied and prepared first, then one reference changes;
   * whoever is being answered is answered by the policies it began with. What is malformed is refused, and nothing changes. Never throws.
   */
  readonly replace: (next: PolicySet) => Replacement;
  readonly status: () => DecisionPointStatus;
}

/**
 * Opens a decision point with its first policies. They are copied: what becomes of the given objects changes nothing.
 *
 * @throws PolicyFault where they are malformed: then there is no decision point, rather than one without policies.
 * @example
 * const point = openDecisionPoint({ access, decisions, triggers });
 * point.may(request);
 * point.replace(next); // { ok: false, failures: [{ code: 'malformed', message: 'there is no operator "like"', at: 'access#/grants/3' }] }
 */
export function openDecisionPoint(first: PolicySet): DecisionPoint {
  const opened = prepare(first, 1);
  if (!opened.ok) throw new PolicyFault(opened.failures[0]?.code ?? 'malformed', opened.failures[0]?.message ?? '');
  let { policies } = opened;
  let refused: RefusedReplacement | null = null;

  return {
    may: (request) => policies.may(request),
    explain: (request) => policies.explain(request),
    forSubject: (subject) => followed(subject, () => policies),
    decide: (id, facts) => policies.decide(id, facts),
    classify: (facts) => policies.classify(facts),
    fire: (event) => policies.fire(event),
    inForce: () => policies,
    replace: (next) => {
      const { version } = policies;
      const prepared = prepare(next, version + 1);
      if (prepared.ok) {
        ({ policies } = prepared);
        return { ok: true, version: version + 1 };
      }
      const { name, failures } = prepared;
      refused = { name, version, failures };
      return { ok: false, failures };
    },
    status: () => ({ version: policies.version, name: policies.name, refused }),
  };
}

type Prepared =
  | { readonly ok: true; readonly policies: PoliciesInForce }
  | { readonly ok: false; readonly name: string | null; readonly failures: readonly PolicyFailure[] };

function prepare(given: PolicySet, version: number): Prepared {
  let name: string | null = null;
  try {
    const set = structuredClone(given);
    name = set.name ?? null;
    const failures = checkPolicySet(set);
    if (failures.length > 0) return { ok: false, name, failures };
    return { ok: true, policies: policiesInForce(set, version) };
  } catch (error) {
    return { ok: false, name, failures: [failureOf(error)] };
  }
}

/** One subject, before whatever policies are in force. Its roles are worked out once for each version. */
function followed(given: Subject, inForce: () => PoliciesInForce): SubjectAccess {
  const subject = copied(given);
  let seen: { readonly by: PoliciesInForce; readonly access: SubjectAccess } | null = null;
  return {
    may: (question) => {
      const policies = inForce();
      if (seen?.by !== policies) seen = { by: policies, access: policies.forSubject(subject) };
      return seen.access.may(question);
    },
  };
}

/** A copy; what cannot be copied is left as it is, and every policy denies it. */
function copied(subject: Subject): Subject {
  try {
    return structuredClone(subject);
  } catch {
    return subject;
  }
}
