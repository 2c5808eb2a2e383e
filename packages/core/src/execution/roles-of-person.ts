import type { Facts, RoleChains } from '@deskbook/policies';
import { accessOf } from './access-of.ts';
import type { ExecutionHost } from './host.ts';
import { personSubject } from './subject-of.ts';

/**
 * The roles a person has at this moment, by the newest bundle; null: there is no such person.
 *
 * @throws what the directory rejects with.
 */
export async function rolesOfPerson(host: ExecutionHost, person: string, facts: Facts): Promise<RoleChains | null> {
  const subject = await personSubject(host, person);
  return subject === null ? null : accessOf(host.bundle()).rolesOf(subject, facts);
}
