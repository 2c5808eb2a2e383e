import type { ApprovalDefinition, ApprovalEntry, ApprovalState, FilledSeat } from '@deskbook/policies';
import { reduceApproval } from '@deskbook/policies/approvals';
import type { AnswerResult } from './answer-result.ts';
import { refuse, type Answering, type Refused } from './answering.ts';
import { commitAnswer } from './commit-answer.ts';
import { keptFrom } from './kept-from.ts';
import { newParty } from './new-party.ts';
import { factsOfRoles } from './role-people.ts';
import { rolesOfPerson } from './roles-of-person.ts';
import { runFacts } from './run-facts.ts';
import { stillSeated } from './still-seated.ts';

const votes = { approve: 'approve', reject: 'reject' } as const;

/** Takes a person's answer to an approval they are asked for, or its being handed on or withdrawn. */
export async function answerApproval(at: Answering): Promise<AnswerResult> {
  const { running, node, task, host } = at;
  const definition = node.verb.kind === 'approve' ? running.graph.approvals[node.verb.approval] : undefined;
  const entry = await approvalEntry(at);
  if (definition === undefined || entry === null) {
    return refuse('invalid_outcome', 'it can be answered approve, reject, delegate, withdraw');
  }
  const state = running.state().nodes[node.id];
  const before = state?.approval ?? null;
  const own = before === null ? null : await ownByNow(at, before, entry);
  if (own !== null) return own;
  const tried = reduceApproval(definition, before, entry);
  const used = tried.ok ? seatsUsed(entry, before, tried.state) : [];
  const lost = await seatLost(at, definition, used);
  if (lost !== null) return lost;
  const kept = entry.type === 'voted' ? await keptFrom(at) : null;
  const refused = kept?.();
  if (refused) return refused;
  if (!tried.ok) {
    return refuse(tried.refusal === 'not_asked' ? 'not_yours' : 'refused', tried.refusal);
  }
  const visit = state?.visit ?? 0;
  return commitAnswer(at, kept, () => ({
    type: 'approval.entry',
    task: task.task,
    entry: { ...entry, at: host.clock.now() },
    node: node.id,
    visit,
  }));
}

/** Whoever's ticket it has become meanwhile neither votes on it nor has a seat handed to them. What cannot be told keeps everybody from it. */
async function ownByNow(
  { host, running }: Answering,
  before: ApprovalState,
  entry: ApprovalEntry,
): Promise<Refused | null> {
  if (entry.type !== 'voted' && entry.type !== 'delegated') return null;
  try {
    const party = await newParty(host, { graph: running.graph, state: running.state() }, before);
    const people = entry.type === 'voted' ? [entry.by] : [entry.by, entry.to];
    return party !== null && people.includes(party) ? refuse('refused', 'own_request') : null;
  } catch {
    return refuse('refused', 'unavailable');
  }
}

/** The seats, as they are, that an entry has to do with: the one a vote is counted in, the one that is handed on. */
function seatsUsed(entry: ApprovalEntry, before: ApprovalState | null, after: ApprovalState): readonly FilledSeat[] {
  const seats = before?.seats ?? [];
  if (entry.type === 'delegated') return seats.filter((seat) => !after.seats.includes(seat));
  if (entry.type !== 'voted') return [];
  const counted = after.votes.find(({ by }) => by === entry.by)?.seat;
  return seats.filter(({ id }) => id === counted);
}

/** A seat is lost with the role it was given for: who has left it neither votes in it nor hands it on. */
async function seatLost(
  { host, running, answer }: Answering,
  definition: ApprovalDefinition,
  seats: readonly FilledSeat[],
): Promise<Refused | null> {
  if (seats.length === 0) return null;
  try {
    const { facts } = await runFacts(host, running.bundle, running.state(), factsOfRoles(host));
    const seated = await stillSeated(host, definition, seats, answer.by, facts);
    return seated ? null : refuse('not_yours', 'no_longer_in_role');
  } catch {
    return refuse('refused', 'unavailable');
  }
}

async function approvalEntry(answering: Answering): Promise<ApprovalEntry | null> {
  const { answer, host } = answering;
  const { by, outcome } = answer;
  const [to, ...others] = [answer.to ?? []].flat();
  const at = host.clock.now();
  const note = answer.note ?? null;
  if (outcome === 'approve' || outcome === 'reject') return { type: 'voted', at, by, vote: votes[outcome], note };
  if (outcome === 'withdraw') return { type: 'withdrawn', at, by, note };
  if (outcome !== 'delegate' || to === undefined || others.length > 0) return null;
  return { type: 'delegated', at, by, to, toRoles: await rolesIn(answering, to) };
}

/** The roles of whom a seat is handed to; where they can't be told, none. */
async function rolesIn({ host, running }: Answering, person: string): Promise<readonly string[]> {
  try {
    const { facts } = await runFacts(host, running.bundle, running.state(), factsOfRoles(host));
    return [...((await rolesOfPerson(host, person, facts))?.keys() ?? [])];
  } catch {
    return [];
  }
}
