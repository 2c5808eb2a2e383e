import type { FactPath } from '../conditions/facts.ts';
import { readFact } from '../conditions/read-fact.ts';
import type { JsonObject } from '../json.ts';
import { PolicyFault } from '../policy-fault.ts';
import type { AccessPolicy } from './access-policy.ts';
import type { Subject } from './access-request.ts';
import { createActivationFinder } from './activation-finder.ts';
import type { InForce } from './activation-finder.ts';
import { closeRoles } from './close-roles.ts';
import { indexRoleSources } from './role-sources.ts';
import type { RoleSources } from './role-sources.ts';

/** The role everybody has. No policy may define it. */
export const ANYONE = 'anyone';

/**
 * From a role back to where the subject got it: `['dba', 'senior-dba', 'group:CN=DB-Admins']`, or, of one that was activated,
 * `['dba', 'temporary:temporary-dba', record]`.
 */
export type RoleChain = readonly string[];

/**
 * The roles a subject has, and those it may have because a fact that would say so has no value; and what it has activated, by the id
 * of the temporary role or the glass.
 */
export interface HeldRoles {
  readonly held: ReadonlyMap<string, RoleChain>;
  readonly undecided: ReadonlyMap<string, readonly FactPath[]>;
  readonly active: ReadonlyMap<string, InForce>;
}

/** Finds the roles of a subject; `context` has the facts that roles come from. */
export type RoleFinder = (subject: Subject, context: JsonObject) => HeldRoles;

/**
 * Prepares the roles of a policy. The cost of finding a subject's roles follows what it has, not what is defined, except that every
 * role that comes from a fact is looked at.
 *
 * @throws PolicyFault `malformed` where a role is defined twice or is called `anyone`, or what can be activated is not well defined.
 */
export function createRoleFinder(policy: AccessPolicy): RoleFinder {
  const { roles, temporary = [] } = policy;
  const includes = new Map(roles.map((role) => [role.id, role.includes]));
  if (includes.size !== roles.length) throw new PolicyFault('malformed', 'a role is defined twice');
  if (includes.has(ANYONE))
    throw new PolicyFault('malformed', `the role ${ANYONE} is everybody's and cannot be defined`);
  const sources = indexRoleSources(roles);
  const findActivations = createActivationFinder(policy);
  return (subject, context) => {
    const direct: [string, RoleChain][] = [[ANYONE, [ANYONE]], ...directRoles(sources, subject)];
    const open: [string, FactPath][] = [];
    for (const { role, path } of subject.type === 'person' ? sources.facts : []) {
      const value = readFact(context, path);
      if (value === undefined) open.push([role, path]);
      else if (value === subject.id || (Array.isArray(value) && value.includes(subject.id))) {
        direct.push([role, [role, `fact:${path}`]]);
      }
    }
    const active = findActivations(subject, context);
    for (const { id, role } of active.size === 0 ? [] : temporary) {
      const found = includes.has(role) ? active.get(id) : undefined;
      if (found?.truth === 'holds') direct.push([role, [role, `temporary:${id}`, found.record]]);
      else for (const path of found?.missing ?? []) open.push([role, path]);
    }
    const held = closeRoles(includes, direct);
    return { held, undecided: closeUndecided(includes, open, held), active };
  };
}

/**
 * What conditions read as `subject.roles`: the roles of a subject, or nothing while one is undecided. A list that leaves a role out because
 * a fact is absent would let a denial fail that asks for it.
 */
export function rolesAsFact({ held, undecided }: HeldRoles): readonly string[] | null {
  return undecided.size === 0 ? [...held.keys()] : null;
}

function directRoles(sources: RoleSources, subject: Subject): [string, RoleChain][] {
  const found: [string, RoleChain][] = [];
  const add = (role: string, from: string): number => found.push([role, [role, from]]);
  for (const group of subject.groups) for (const role of sources.groups.get(group) ?? []) add(role, `group:${group}`);
  if (subject.type === 'person') for (const role of sources.people.get(subject.id) ?? []) add(role, 'people');
  for (const role of subject.roles) {
    const from = sources.given.get(role);
    if (from !== undefined) add(role, from);
  }
  return found;
}

/** What an undecided role includes is undecided too, unless it is held by another way. */
function closeUndecided(
  includes: ReadonlyMap<string, readonly string[]>,
  open: readonly [string, FactPath][],
  held: ReadonlyMap<string, RoleChain>,
): ReadonlyMap<string, readonly FactPath[]> {
  const undecided = new Map<string, readonly FactPath[]>();
  for (const [role, path] of open) {
    for (const reached of closeRoles(includes, [[role, [role]]]).keys()) {
      if (!held.has(reached)) undecided.set(reached, [...(undecided.get(reached) ?? []), path]);
    }
  }
  return undecided;
}
