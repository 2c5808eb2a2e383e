import type { AccessPolicy, Denial, Grant } from '../access/access-policy.ts';
import type { Subject } from '../access/access-request.ts';
import { compileActionPattern } from '../access/action-pattern.ts';
import { closeRoles } from '../access/close-roles.ts';
import { ANYONE } from '../access/role-finder.ts';
import { compileCondition } from '../conditions/compile-condition.ts';
import type { JsonObject } from '../json.ts';
import type { Cited, Reference } from '../reference.ts';
import { holdsWith, neverHolds } from './never-holds.ts';
import { preparePolicy } from './prepare-policy.ts';
import type { PreparedPolicy } from './prepare-policy.ts';

/** What a policy is held against. */
export interface ReviewScene {
  /** Everybody there is. */
  readonly subjects: readonly Subject[];
  /** Facts that roles come from. Without them, a role that comes from a fact counts as one that somebody has. */
  readonly context?: JsonObject;
  /** Every action there is. Without them, no action is taken for unknown. */
  readonly actions?: readonly string[];
}

/** A role that nobody has, or that no grant, denial, separation or other role names. */
export interface UnusedRole {
  readonly role: string;
  readonly why: readonly ('nobody_has_it' | 'nothing_names_it')[];
  readonly reference: Reference;
}

/**
 * An action of a grant that it never gives, and why. `never_holds`: its condition contradicts itself. `by` is the denial that takes it from
 * everybody who could have it.
 */
export interface IdleGrant extends Cited {
  readonly grant: string;
  readonly action: string;
  readonly why: 'no_such_role' | 'nobody_has_role' | 'unknown_action' | 'never_holds' | 'always_denied';
  readonly by?: { readonly denial: string; readonly reference: Reference };
}

/** Somebody who has two roles that are always to be apart; `maybe` where a fact is missing that would say so. */
export interface BrokenSeparation extends Cited {
  readonly separation: string;
  readonly subject: string;
  readonly between: readonly string[];
  /** How the subject came to each role, where it surely has it. */
  readonly through: readonly (readonly string[])[];
  readonly maybe: boolean;
}

/** What is worth a look in a policy. */
export interface PolicyReview {
  readonly unusedRoles: readonly UnusedRole[];
  readonly idleGrants: readonly IdleGrant[];
  readonly brokenSeparations: readonly BrokenSeparation[];
}

/**
 * Holds a policy against the people there are: roles nobody uses, grants that never apply, people who break separation of duties.
 *
 * @throws PolicyFault where the policy is malformed.
 */
export function reviewPolicy(policy: AccessPolicy, scene: ReviewScene): PolicyReview {
  const prepared = preparePolicy(policy);
  const had = rolesHad(policy, scene, prepared);
  const named = rolesNamed(policy);
  const unusedRoles = policy.roles.flatMap(({ id, reference }): UnusedRole[] => {
    const why = [
      ...(had.has(id) ? [] : (['nobody_has_it'] as const)),
      ...(named.has(id) ? [] : (['nothing_names_it'] as const)),
    ];
    return why.length === 0 ? [] : [{ role: id, why, reference }];
  });
  return {
    unusedRoles,
    idleGrants: policy.grants.flatMap((grant) => idleActions(grant, policy, scene, had)),
    brokenSeparations: scene.subjects.flatMap((subject) => clashesOf(subject, scene, prepared)),
  };
}

/** Roles somebody has or, depending on a fact or for a while, may have. */
function rolesHad(
  { roles, temporary = [] }: AccessPolicy,
  { subjects, context = {} }: ReviewScene,
  { findRoles }: PreparedPolicy,
): ReadonlySet<string> {
  const had = new Set([ANYONE]);
  for (const subject of subjects) {
    for (const role of findRoles(subject, context).names) had.add(role);
  }
  const leadsTo = new Map(roles.map(({ id, includes }) => [id, [...includes]]));
  for (const { for: needed, role } of temporary) {
    if (!leadsTo.has(role)) continue;
    if (needed === ANYONE) had.add(role);
    else leadsTo.get(needed)?.push(role);
  }
  for (const { id, from } of roles) if (from.some(({ kind }) => kind === 'fact')) had.add(id);
  return new Set(
    closeRoles(
      leadsTo,
      [...had].map((id) => [id, [id]] as const),
    ).keys(),
  );
}

function rolesNamed(policy: AccessPolicy): ReadonlySet<string> {
  const { roles, grants, denials, separation, temporary = [], breakGlass = [] } = policy;
  return new Set([
    ...roles.flatMap(({ includes }) => includes),
    ...[...grants, ...denials, ...breakGlass].map(({ role }) => role),
    ...temporary.map((one) => one.for),
    ...separation.flatMap(({ apart }) => apart),
  ]);
}

function idleActions(
  grant: Grant,
  policy: AccessPolicy,
  { actions }: ReviewScene,
  had: ReadonlySet<string>,
): readonly IdleGrant[] {
  const { id, role, reference, cites } = grant;
  const exists = role === ANYONE || policy.roles.some((each) => each.id === role);
  if (grant.when !== null) compileCondition(grant.when);
  const contradictory = neverHolds(grant.when);
  const implied = impliedRoles(policy, role);
  return [...grant.allow, ...grant.ask].flatMap((action): IdleGrant[] => {
    const idle = { grant: id, action, reference, cites };
    if (!had.has(role)) return [{ ...idle, why: exists ? 'nobody_has_role' : 'no_such_role' }];
    const covers = compileActionPattern(action);
    if (actions !== undefined && !actions.some(covers)) return [{ ...idle, why: 'unknown_action' }];
    if (contradictory) return [{ ...idle, why: 'never_holds' }];
    const denial = policy.denials.find((each) => implied.has(each.role) && shadows(each, grant, action));
    return denial === undefined
      ? []
      : [{ ...idle, why: 'always_denied', by: { denial: denial.id, reference: denial.reference } }];
  });
}

/** The roles of whoever has a role. */
function impliedRoles({ roles }: AccessPolicy, role: string): ReadonlySet<string> {
  const includes = new Map(roles.map(({ id, includes: included }) => [id, included]));
  return new Set([ANYONE, ...closeRoles(includes, [[role, [role]]]).keys()]);
}

/** Whether a denial takes away all that a grant gives of an action: wherever its condition holds, for all of its resources. */
function shadows({ deny, when, resource }: Denial, grant: Grant, action: string): boolean {
  const about = resource === undefined || resource === grant.resource;
  return about && deny.some((pattern) => coversPattern(pattern, action)) && holdsWith(when, grant.when);
}

/** Whether everything one pattern of actions covers is covered by another. */
function coversPattern(wide: string, narrow: string): boolean {
  if (wide === narrow) return true;
  return wide.endsWith('*') && narrow.startsWith(wide.slice(0, -1)) && narrow.length >= wide.length;
}

function clashesOf(
  subject: Subject,
  { context = {} }: ReviewScene,
  prepared: PreparedPolicy,
): readonly BrokenSeparation[] {
  const roles = prepared.findRoles(subject, context);
  const asked = { action: '', mode: 'ask', type: '' } as const;
  return prepared.findClashes(asked, roles, subject.id, {}).map((clash) => {
    const { id, reference, cites } = clash.separation;
    const maybe = clash.missing.length > 0;
    const through = clash.between.map((role) => roles.held.get(role) ?? []);
    return { separation: id, subject: subject.id, between: clash.between, through, maybe, reference, cites };
  });
}
