import type { ApprovalDefinition, Facts, FilledSeat } from '@deskbook/policies';
import type { ExecutionHost } from './host.ts';
import { idsIn, peopleOfRole } from './role-people.ts';
import { rolesOfPerson } from './roles-of-person.ts';

/**
 * Whether somebody who was given a seat is still entitled to it: they have its role at this moment, or stand in for somebody who has.
 * A seat that came from a schedule stays with whoever was on duty when it was asked: a shift may end before the answer.
 *
 * @throws what the directory rejects with.
 */
export async function stillSeated(
  host: ExecutionHost,
  definition: ApprovalDefinition,
  seats: readonly FilledSeat[],
  person: string,
  facts: Facts,
): Promise<boolean> {
  const held = seats.filter(({ people }) => people.includes(person));
  if (held.length === 0) return true;
  const roles = await rolesOfPerson(host, person, facts);
  if (roles === null) return false;
  for (const { role } of held) {
    if (roles.has(role) || isOnSchedule(host, role)) return true;
    if (await standsIn(host, definition, role, person, facts)) return true;
  }
  return false;
}

function isOnSchedule(host: ExecutionHost, role: string): boolean {
  const found = host.bundle().access.roles.find(({ id }) => id === role);
  return found?.from.some(({ kind }) => kind === 'schedule') ?? false;
}

async function standsIn(
  host: ExecutionHost,
  { standIn }: ApprovalDefinition,
  role: string,
  person: string,
  facts: Facts,
): Promise<boolean> {
  const holders = await Promise.all((await peopleOfRole(host, role, facts)).map((id) => host.directory.person(id)));
  return holders.some((holder) => standIn.absent.some((kind) => idsIn(holder?.properties[kind]).includes(person)));
}
