import type { FactPath } from '../conditions/facts.ts';
import type { Role, RoleSource } from './access-policy.ts';

/** Roles by where their people come from. People, groups and roles are looked up in maps of their own: their names never meet. */
export interface RoleSources {
  readonly groups: ReadonlyMap<string, readonly string[]>;
  readonly people: ReadonlyMap<string, readonly string[]>;
  readonly facts: readonly { readonly role: string; readonly path: FactPath }[];
  /** Every role a host may hand out, with how an explanation calls that: `given`, or `schedule:eng-oncall`. */
  readonly given: ReadonlyMap<string, string>;
}

/** Files every role under its sources. */
export function indexRoleSources(roles: readonly Role[]): RoleSources {
  const groups = new Map<string, string[]>();
  const people = new Map<string, string[]>();
  const facts: { role: string; path: FactPath }[] = [];
  for (const role of roles) {
    for (const source of role.from) {
      if (source.kind === 'group') file(groups, source.group, role.id);
      if (source.kind === 'people') for (const person of source.people) file(people, person, role.id);
      if (source.kind === 'fact') facts.push({ role: role.id, path: source.fact });
    }
  }
  return { groups, people, facts, given: new Map(roles.map((role) => [role.id, givenBy(role.from)])) };
}

function file(index: Map<string, string[]>, key: string, role: string): void {
  const filed = index.get(key);
  if (filed === undefined) index.set(key, [role]);
  else filed.push(role);
}

function givenBy(sources: readonly RoleSource[]): string {
  const schedule = sources.find((source) => source.kind === 'schedule');
  return schedule === undefined ? 'given' : `schedule:${schedule.schedule}`;
}
