import type { Facts } from '@deskbook/policies';
import { templatesIn } from '../spoken-text.ts';
import type { ExecutionHost } from '../host.ts';
import { factsOfRoles, idsIn, peopleOfRole, presentOf } from '../role-people.ts';
import { factsIn, resolveValue } from '../resolve-values.ts';
import type { NodeWork } from '../work.ts';

/** Whom a piece of work goes to, and in which role. */
export interface Assignees {
  readonly people: readonly string[];
  readonly role: string | null;
}

/**
 * The people who are there in the first of some roles in which anybody is; where everybody is away, all of the first role's people.
 *
 * @throws what the directory rejects with.
 */
export async function firstPresent(host: ExecutionHost, roles: readonly string[], facts: Facts): Promise<Assignees> {
  let away: Assignees | null = null;
  for (const role of roles) {
    const people = await peopleOfRole(host, role, facts);
    const present = await presentOf(host, people);
    if (present.length > 0) return { people: present, role };
    if (people.length > 0) away ??= { people, role };
  }
  return away ?? { people: [], role: roles[0] ?? null };
}

/** The facts needed to find who a step's work goes to, and to say what it is. */
export function assigneeNeeds({ node, host }: NodeWork<'open'>): readonly string[] {
  const { verb, by } = node;
  return [
    ...factsOfRoles(host),
    'requester',
    ...(by.person === null ? [] : factsIn(by.person)),
    ...(verb.kind === 'ask' ? factsIn(verb.person) : []),
    ...(verb.kind === 'task' || verb.kind === 'ask' ? templatesIn(verb.text) : []),
  ];
}

/** Who does a `task`, answers an `ask` or is guided through a `tree`. Nobody where there is nobody. */
export async function assigneesOf({ node, host, running }: NodeWork<'open'>, facts: Facts): Promise<Assignees> {
  const { verb, by } = node;
  if (verb.kind === 'ask') return named(verb.person, facts);
  if (by.person !== null) return named(by.person, facts);
  const roles = [...(by.role === null ? [] : [by.role]), ...by.fallback];
  if (roles.length > 0) return firstPresent(host, roles, facts);
  const { requester } = running.state();
  return { people: requester === null ? [] : [requester], role: null };
}

function named(person: Parameters<typeof resolveValue>[0], facts: Facts): Assignees {
  const resolved = resolveValue(person, facts);
  return { people: resolved.ok ? idsIn(resolved.value) : [], role: null };
}
