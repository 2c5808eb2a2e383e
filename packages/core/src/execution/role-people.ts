import { readFact } from '@deskbook/policies/conditions';
import type { Facts, Json, RoleSource } from '@deskbook/policies';
import type { ExecutionHost } from './host.ts';

/**
 * The people a role's work goes to: those it comes from directly, or where there are none those of roles that include it. Sorted.
 *
 * @throws what the directory rejects with.
 */
export async function peopleOfRole(host: ExecutionHost, role: string, facts: Facts): Promise<readonly string[]> {
  const { roles } = host.bundle().access;
  let wanted: readonly string[] = [role];
  const asked = new Set<string>();
  while (wanted.length > 0) {
    for (const id of wanted) asked.add(id);
    const sources = roles.filter(({ id }) => wanted.includes(id)).flatMap(({ from }) => from);
    const people = await Promise.all(sources.map((source) => peopleOfSource(host, source, facts)));
    if (people.flat().length > 0) return [...new Set(people.flat())].sort();
    const above = roles.filter(({ includes }) => includes.some((id) => wanted.includes(id)));
    wanted = above.map(({ id }) => id).filter((id) => !asked.has(id));
  }
  return [];
}

/** The people a source of a role gives.
 *
 * @throws what the directory rejects with.
 */
export async function peopleOfSource(
  host: ExecutionHost,
  source: RoleSource,
  facts: Facts,
): Promise<readonly string[]> {
  switch (source.kind) {
    case 'people':
      return source.people;
    case 'fact':
      return idsIn(readFact(facts, source.fact));
    case 'schedule':
      return host.directory.onSchedule(source.schedule, host.clock.now());
    case 'group':
      return membersOf(host, source.group);
    case 'given':
      return [];
  }
}

/** The people in a group, directly or through groups in it. */
async function membersOf(host: ExecutionHost, group: string): Promise<readonly string[]> {
  const people = new Set<string>();
  const groups = new Set([group]);
  for (const each of groups) {
    const members = await host.directory.membersOfGroup(each);
    for (const person of members.people) people.add(person);
    for (const inner of members.groups) groups.add(inner);
  }
  return [...people];
}

/** A person, or people, as a fact holds them. */
export function idsIn(value: Json | undefined): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

/** Facts that roles come from: what to gather before looking for their people. */
export function factsOfRoles(host: ExecutionHost): readonly string[] {
  const sources = host.bundle().access.roles.flatMap(({ from }) => from);
  return sources.flatMap((source) => (source.kind === 'fact' ? [source.fact] : []));
}

/** Those of some people who are not away at this moment. */
export async function presentOf(host: ExecutionHost, people: readonly string[]): Promise<readonly string[]> {
  const now = host.clock.now();
  const away = await Promise.all(people.map((person) => host.directory.absent(person, now)));
  return people.filter((_, index) => away[index] !== true);
}
