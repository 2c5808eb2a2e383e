import type { AccessPolicy } from '@deskbook/policies';
import { roleClosure } from './role-closure.ts';

/** Everybody who can have a role, by id, where the policy itself names them all; null: the host or a directory says who. */
export function knownPeople(access: AccessPolicy, role: string): ReadonlySet<string> | null {
  const people = new Set<string>();
  for (const { id, from } of access.roles) {
    if (!roleClosure(access, id).has(role)) continue;
    for (const source of from) {
      if (source.kind !== 'people') return null;
      for (const person of source.people) people.add(person);
    }
  }
  return people;
}
