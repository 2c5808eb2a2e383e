import type { FactPath } from '../conditions/facts.ts';
import { readSegments } from '../conditions/read-fact.ts';
import { fileUnder } from '../file-under.ts';
import type { JsonObject } from '../json.ts';
import { PolicyFault } from '../policy-fault.ts';
import type { AccessPolicy } from './access-policy.ts';
import type { Subject } from './access-request.ts';
import { createActivationFinder } from './activation-finder.ts';
import type { InForce } from './activation-finder.ts';
import { closeRoles } from './close-roles.ts';
import { heldRoles } from './held-roles.ts';
import type { HeldRoles } from './held-roles.ts';
import type { RoleChain, RoleChains } from './role-chains.ts';
import { indexRoleSources } from './role-sources.ts';
import type { DirectRole, OpenFact, RoleSources } from './role-sources.ts';
import { createSequenceMemo } from './sequence-memo.ts';

/** The role everybody has. No policy may define it. */
export const ANYONE = 'anyone';

/** The roles of one subject in some context. */
export type RolesInContext = (context: JsonObject) => HeldRoles;

/** Finds the roles of subjects; contexts have the facts that roles come from. */
export interface RoleFinder {
  readonly find: (subject: Subject, context: JsonObject) => HeldRoles;
  /** The same for one subject, which must not change: what hangs on no fact is looked up once. */
  readonly of: (subject: Subject) => RolesInContext;
}

type Includes = ReadonlyMap<string, readonly string[]>;

/** A reason for a role or for doubt about roles, as one object: what closures are remembered by. */
type Source = DirectRole | OpenFact;

/** How many roles, of all closures that are remembered, together. */
const MAX_REMEMBERED = 200_000;

const EVERYBODY: readonly (readonly [string, RoleChain])[] = [[ANYONE, [ANYONE]]];

/**
 * Prepares the roles of a policy. The cost of finding a subject's roles follows what it has, not what is defined, except that every
 * fact that roles come from is read. What was closed once is remembered by where it began.
 *
 * @throws PolicyFault `malformed` where a role is defined twice or is called `anyone`, or what can be activated is not well defined.
 */
export function createRoleFinder(policy: AccessPolicy): RoleFinder {
  const { roles, temporary = [] } = policy;
  const includes = new Map(roles.map((role) => [role.id, [...role.includes]]));
  if (includes.size !== roles.length) throw new PolicyFault('malformed', 'a role is defined twice');
  if (includes.has(ANYONE))
    throw new PolicyFault('malformed', `the role ${ANYONE} is everybody's and cannot be defined`);
  const sources = indexRoleSources(roles);
  const lent = new Map(temporary.filter(({ role }) => includes.has(role)).map(({ id, role }) => [id, role]));
  const findActivations = createActivationFinder(policy);
  const remembered = createSequenceMemo<Source, HeldRoles>(MAX_REMEMBERED, ({ names }) => names.length);

  const inContext = (subject: Subject, direct: readonly DirectRole[], context: JsonObject): HeldRoles => {
    const found: readonly Source[] =
      subject.type === 'person' ? [...direct, ...factRoles(sources, subject, context)] : direct;
    const active = findActivations(subject, context);
    if (active.size > 0) return close(includes, [...found, ...activatedRoles(lent, active)], active);
    return remembered(found, () => close(includes, found, active));
  };
  return {
    find: (subject, context) => inContext(subject, directRoles(sources, subject), context),
    of: (subject) => {
      const direct = directRoles(sources, subject);
      const varies = subject.type === 'person' && (sources.facts.length > 0 || subject.activations !== undefined);
      if (varies) return (context) => inContext(subject, direct, context);
      const always = inContext(subject, direct, {});
      return () => always;
    },
  };
}

function directRoles(sources: RoleSources, { type, id, groups, roles }: Subject): readonly DirectRole[] {
  const found: DirectRole[] = [];
  for (const group of groups) found.push(...(sources.groups.get(group) ?? []));
  if (type === 'person') found.push(...(sources.people.get(id) ?? []));
  for (const role of roles) {
    const given = sources.given.get(role);
    if (given !== undefined) found.push(given);
  }
  return found;
}

function factRoles({ facts }: RoleSources, { id }: Subject, context: JsonObject): readonly Source[] {
  return facts.flatMap(({ segments, roles, open }): readonly Source[] => {
    const value = readSegments(context, segments);
    if (value === undefined) return [open];
    return value === id || (Array.isArray(value) && value.includes(id)) ? roles : [];
  });
}

function activatedRoles(lent: ReadonlyMap<string, string>, active: ReadonlyMap<string, InForce>): readonly Source[] {
  return Array.from(active).flatMap(([id, { truth, missing, record }]): readonly Source[] => {
    const role = lent.get(id);
    if (role === undefined) return [];
    if (truth === 'holds') return [{ role, chain: [role, `temporary:${id}`, record] }];
    return missing.map((path) => ({ path, roles: [role] }));
  });
}

function close(includes: Includes, found: readonly Source[], active: HeldRoles['active']): HeldRoles {
  const direct = found.filter((source) => 'chain' in source).map(({ role, chain }) => [role, chain] as const);
  const open = found.filter((source) => 'path' in source);
  const held = closeRoles(includes, [...EVERYBODY, ...direct]);
  return heldRoles({ held, undecided: closeUndecided(includes, open, held), active });
}

/** What an undecided role includes is undecided too, unless it is held by another way. */
function closeUndecided(includes: Includes, open: readonly OpenFact[], held: RoleChains): HeldRoles['undecided'] {
  const undecided = new Map<string, FactPath[]>();
  for (const { path, roles } of open) {
    for (const role of closeRoles(
      includes,
      roles.map((each) => [each, [each]] as const),
    ).keys()) {
      if (!held.has(role)) fileUnder(undecided, role, path);
    }
  }
  return undecided;
}
