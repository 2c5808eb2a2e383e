import type { FactPath } from '../conditions/facts.ts';
import { splitPath } from '../conditions/read-fact.ts';
import { fileUnder } from '../file-under.ts';
import type { Role, RoleSource } from './access-policy.ts';
import type { RoleChain } from './role-chains.ts';

/** A role and one way to come to it. There is one object of each, so that it can stand for itself in a memo. */
export interface DirectRole {
  readonly role: string;
  readonly chain: RoleChain;
}

/** The roles that one fact gives to whom it names. `open` stands for: the fact has no value. */
export interface FactSource {
  readonly path: FactPath;
  readonly segments: readonly string[];
  readonly roles: readonly DirectRole[];
  readonly open: OpenFact;
}

/** A fact without a value, and the roles it might give. */
export interface OpenFact {
  readonly path: FactPath;
  readonly roles: readonly string[];
}

/** Roles by where their people come from. People, groups and roles are looked up in maps of their own: their names never meet. */
export interface RoleSources {
  readonly groups: ReadonlyMap<string, readonly DirectRole[]>;
  readonly people: ReadonlyMap<string, readonly DirectRole[]>;
  readonly facts: readonly FactSource[];
  /** Every role a host may hand out, with how an explanation calls that: `given`, or `schedule:eng-oncall`. */
  readonly given: ReadonlyMap<string, DirectRole>;
}

/** Files every role under its sources. */
export function indexRoleSources(roles: readonly Role[]): RoleSources {
  const groups = new Map<string, DirectRole[]>();
  const people = new Map<string, DirectRole[]>();
  const facts = new Map<FactPath, DirectRole[]>();
  for (const { id, from } of roles) {
    for (const source of from) {
      if (source.kind === 'group') fileUnder(groups, source.group, direct(id, `group:${source.group}`));
      if (source.kind === 'people') for (const person of source.people) fileUnder(people, person, direct(id, 'people'));
      if (source.kind === 'fact') fileUnder(facts, source.fact, direct(id, `fact:${source.fact}`));
    }
  }
  return {
    groups,
    people,
    facts: Array.from(facts, ([path, given]) => ({
      path,
      segments: splitPath(path),
      roles: given,
      open: { path, roles: given.map(({ role }) => role) },
    })),
    given: new Map(roles.map(({ id, from }) => [id, direct(id, givenBy(from))])),
  };
}

function direct(role: string, from: string): DirectRole {
  return { role, chain: [role, from] };
}

function givenBy(sources: readonly RoleSource[]): string {
  const schedule = sources.find((source) => source.kind === 'schedule');
  return schedule === undefined ? 'given' : `schedule:${schedule.schedule}`;
}
