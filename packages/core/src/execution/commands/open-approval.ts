import { mostVotes, votesNeeded } from '@deskbook/policies/approvals';
import type { ApprovalDefinition, Facts, FilledSeat, Seat } from '@deskbook/policies';
import { askedIn } from '../asked-in.ts';
import type { ExecutionHost } from '../host.ts';
import { type Parties, partiesIn } from '../parties-in.ts';
import { requesterNeeds } from '../requester-in.ts';
import { factsOfRoles, peopleOfRole } from '../role-people.ts';
import { say, templatesIn } from '../spoken-text.ts';
import { answer, blocked, factsFor, isOutage, lacking, visitOf, type NodeWork } from '../work.ts';
import { dueTime, whyOf } from '../due-time.ts';
import { whoVotes } from '../who-votes.ts';

/** Opens an approval: fills its seats with the people of this moment and works out its deadline. */
export async function openApproval(work: NodeWork<'open'>): Promise<void> {
  const { node, running, host, command } = work;
  const { approvals } = running.graph;
  const definition = node.verb.kind === 'approve' ? approvals[node.verb.approval] : undefined;
  if (definition === undefined) return void (await blocked(work, 'missing', 'there is no such approval'));
  const gathered = await factsFor(work, needsOf(host, definition));
  const { facts } = gathered;
  // A seat whose people are told by a fact nobody can read just now is not a seat without people, nor a request nobody's.
  const ofPeople = [...factsOfRoles(host), ...requesterNeeds];
  if (isOutage(ofPeople, gathered)) return void (await lacking(work, ofPeople, gathered));
  let whose: Parties;
  let seats: readonly FilledSeat[];
  try {
    whose = await partiesIn(work, facts);
    seats = await fillSeats(host, definition, [whose.requester, ...whose.parties], facts);
  } catch (error) {
    return void (await blocked(work, 'unavailable', error instanceof Error ? error.message : String(error), {
      system: 'directory',
    }));
  }
  if (!canBegin(definition, seats)) {
    const down = gathered.unavailable.length > 0;
    const message = `there are not enough people to ask for \`${definition.id}\``;
    return void (await blocked(work, down ? 'unavailable' : 'nobody', message, {
      system: gathered.unavailable[0]?.system ?? 'directory',
    }));
  }
  const now = host.clock.now();
  const bundles = [host.bundle(), running.bundle];
  const due = definition.within === null ? null : dueTime(bundles, now, definition.within);
  if (due?.ok === false) return void (await blocked(work, due.reason, due.message));
  const title = say(definition.question, running.bundle.languages, facts);
  if (!title.ok) return void (await lacking(work, title.missing, gathered));
  const asked = askedIn(definition, facts);
  const { requester, parties } = whose;
  const others = parties.length === 0 ? {} : { parties };
  const opened = { type: 'opened', at: now, requester, ...others, seats, deadline: due?.due ?? null, asked } as const;
  const { task } = command;
  await answer(work, {
    type: 'approval.entry',
    task,
    entry: opened,
    title: title.value,
    ...whyOf(due),
    ...visitOf(work),
  });
}

/**
 * Whether enough seats are filled, each by somebody else's vote: of those a share or all of which are needed, none is missing that
 * is not to be left out.
 */
function canBegin({ need, seats, standIn }: ApprovalDefinition, filled: readonly FilledSeat[]): boolean {
  if (mostVotes(filled) < votesNeeded({ need }, filled)) return false;
  const isFilled = ({ role }: Seat): boolean => filled.some((seat) => seat.role === role);
  return typeof need === 'number' || standIn.otherwise === 'skip' || seats.every(isFilled);
}

function needsOf(host: ExecutionHost, definition: ApprovalDefinition): readonly string[] {
  const { question, askAgainIfChanged } = definition;
  return [...factsOfRoles(host), ...requesterNeeds, ...askAgainIfChanged, ...templatesIn(question)];
}

/** Fills every seat with others than the `parties`, or drops those nobody can fill where the approval says so. */
export async function fillSeats(
  host: ExecutionHost,
  definition: ApprovalDefinition,
  parties: readonly string[],
  facts: Facts,
): Promise<readonly FilledSeat[]> {
  const filled: FilledSeat[] = [];
  const times = new Map<string, number>();
  for (const seat of definition.seats) {
    for (const { id, people } of await seatsOf(host, seat, facts)) {
      const present = await whoVotes(host, definition, people, { parties });
      const time = (times.get(id) ?? 0) + 1;
      times.set(id, time);
      if (present.length > 0) filled.push({ id: time === 1 ? id : `${id}.${time}`, role: seat.role, people: present });
    }
  }
  return filled;
}

/** One seat for the role, or one for each of its people. */
async function seatsOf(
  host: ExecutionHost,
  seat: Seat,
  facts: Facts,
): Promise<readonly { readonly id: string; readonly people: readonly string[] }[]> {
  const people = await peopleOfRole(host, seat.role, facts);
  if (!seat.each) return [{ id: seat.role, people }];
  return people.map((person) => ({ id: `${seat.role}:${person}`, people: [person] }));
}
