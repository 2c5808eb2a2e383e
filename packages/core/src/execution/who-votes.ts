import type { ApprovalDefinition, ApprovalState, Facts, FilledSeat } from '@deskbook/policies';
import { partiesOf } from '@deskbook/policies/approvals';
import type { ExecutionHost } from './host.ts';
import { idsIn, peopleOfRole, presentOf } from './role-people.ts';

type StandIn = Pick<ApprovalDefinition, 'standIn'>;

/** Who does not vote: those whose request it is, and those who have. */
export interface Except {
  readonly parties: readonly string[];
  readonly voted?: readonly string[];
}

/**
 * Who votes on a seat: those who are there; else whoever stands in for them; else, where the seat is to wait, those who are away.
 * Never `except`.
 *
 * @throws what the directory rejects with.
 */
export async function whoVotes(
  host: ExecutionHost,
  { standIn }: StandIn,
  people: readonly string[],
  except: Except,
): Promise<readonly string[]> {
  const there = await whoIsThere(host, { standIn }, people, except);
  if (there.length > 0 || standIn.otherwise === 'skip') return there;
  return people.filter(votes(except));
}

/**
 * Who takes over a seat that is asked, because everybody in it is away: those of its role who are there, or whoever stands in for
 * them. null: somebody in it is there, or nobody is to take it over.
 *
 * @throws what the directory rejects with.
 */
export async function standInsOf(
  host: ExecutionHost,
  definition: ApprovalDefinition,
  approval: ApprovalState,
  seat: FilledSeat,
  facts: () => Promise<Facts>,
): Promise<readonly string[] | null> {
  const except = { parties: partiesOf(approval), voted: approval.votes.map(({ by }) => by) };
  const able = seat.people.filter(votes(except));
  if ((await presentOf(host, able)).length > 0) return null;
  const holders = await holdersOf(host, definition, seat, await facts());
  const there = await whoIsThere(host, definition, holders, except);
  return there.length > 0 ? there : null;
}

/** Those whom a seat belongs to by its role: everybody in it, or the one member it was made for. */
async function holdersOf(
  host: ExecutionHost,
  { seats }: ApprovalDefinition,
  { id, role, people }: FilledSeat,
  facts: Facts,
): Promise<readonly string[]> {
  const holders = await peopleOfRole(host, role, facts);
  if (!seats.some((seat) => seat.role === role && seat.each)) return holders;
  const own = holders.filter((person) => id === `${role}:${person}`);
  return own.length > 0 ? own : people;
}

async function whoIsThere(
  host: ExecutionHost,
  { standIn }: StandIn,
  people: readonly string[],
  except: Except,
): Promise<readonly string[]> {
  const others = people.filter(votes(except));
  const present = await presentOf(host, others);
  if (present.length > 0) return present;
  for (const kind of standIn.absent) {
    // Those whose request it is may have their manager stand in for them, but nobody they chose themselves.
    const away = kind === 'deputy' ? people.filter((person) => !except.parties.includes(person)) : people;
    const persons = await Promise.all(away.map((person) => host.directory.person(person)));
    const named = new Set(persons.flatMap((person) => idsIn(person?.properties[kind])));
    const there = await presentOf(host, [...named].filter(votes(except)));
    if (there.length > 0) return there;
  }
  return [];
}

function votes({ parties, voted = [] }: Except): (person: string) => boolean {
  return (person) => !parties.includes(person) && !voted.includes(person);
}
