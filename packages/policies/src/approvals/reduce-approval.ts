import { parseInstant } from '../conditions/parse-instant.ts';
import { sameValue } from '../conditions/same-value.ts';
import { PolicyFault } from '../policy-fault.ts';
import type { ApprovalDefinition } from './approval-definition.ts';
import type { ApprovalEntry, FilledSeat } from './approval-entry.ts';
import type { ApprovalRefusal, ApprovalState } from './approval-state.ts';
import type { ApprovalStep } from './approval-step.ts';
import { castVote } from './cast-vote.ts';
import { delegate } from './delegate.ts';
import { isParty } from './is-party.ts';
import { losesPeople } from './loses-people.ts';
import { openSeats } from './open-seats.ts';

/**
 * Takes one entry into an approval. Pure: the same entries in the same order give the same state, whenever that is. Its four ends
 * are `approved`, `rejected`, `expired` and `withdrawn`; only votes approve, silence never does, and nobody votes whose request it is.
 *
 * `state` is null before the first entry, which is `opened`. A refused entry changes nothing.
 *
 * @throws PolicyFault `malformed` where two seats have one id.
 */
export function reduceApproval(
  definition: ApprovalDefinition,
  state: ApprovalState | null,
  entry: ApprovalEntry,
): ApprovalStep {
  if (entry.type === 'opened') return state === null ? opened(definition, entry) : refused('already_open');
  if (state?.status !== 'open') return refused('not_open');
  const step = takeEntry(definition, state, entry);
  return step.ok ? { ok: true, state: withAsking(definition, step.state) } : step;
}

function takeEntry(
  definition: ApprovalDefinition,
  state: ApprovalState,
  entry: Exclude<ApprovalEntry, { readonly type: 'opened' }>,
): ApprovalStep {
  switch (entry.type) {
    case 'voted':
      return hasEnded(state, entry.at) ? refused('past_deadline') : castVote(definition, state, entry);
    case 'delegated':
      return hasEnded(state, entry.at) ? refused('past_deadline') : delegate(definition, state, entry);
    case 'reassigned':
      return hasEnded(state, entry.at) ? refused('past_deadline') : reassign(definition, state, entry);
    case 'reminded':
      return taken({ ...state, reminders: state.reminders + 1 });
    case 'escalated':
      return escalate(state, entry.seat);
    case 'replaced':
      return replace(definition, state, entry);
    case 'stood_in':
      return handOn(definition, state, entry);
    case 'changed':
      return taken(
        sameValue(state.asked, entry.asked) ? state : { ...state, asked: entry.asked, votes: [], reminders: 0 },
      );
    case 'expired':
      return hasEnded(state, entry.at) ? taken({ ...state, status: 'expired' }) : refused('not_expired');
    case 'withdrawn':
      return entry.by !== '' && entry.by === state.requester
        ? taken({ ...state, status: 'withdrawn' })
        : refused('not_requester');
  }
}

function opened(definition: ApprovalDefinition, entry: ApprovalEntry & { readonly type: 'opened' }): ApprovalStep {
  const ids = new Set(entry.seats.map(({ id }) => id));
  if (ids.size !== entry.seats.length)
    throw new PolicyFault('malformed', `approval ${definition.id} has two seats of one id`);
  const { requester, parties, seats, deadline, asked } = entry;
  const others = parties === undefined ? {} : { parties };
  const none = { votes: [], delegations: 0, reminders: 0, asking: [] };
  return taken(withAsking(definition, { status: 'open', requester, ...others, seats, deadline, asked, ...none }));
}

/** The deadline itself is already too late. Without one, or with a time nobody can read, it never comes. */
function hasEnded({ deadline }: ApprovalState, at: string): boolean {
  const limit = deadline === null ? undefined : parseInstant(deadline);
  const instant = parseInstant(at);
  return limit !== undefined && instant !== undefined && instant >= limit;
}

function reassign(
  definition: ApprovalDefinition,
  state: ApprovalState,
  entry: ApprovalEntry & { readonly type: 'reassigned' },
): ApprovalStep {
  const { votes } = state;
  if ([entry.by, ...entry.people].some((person) => isParty(state, person))) return refused('own_request');
  if (votes.some(({ by }) => entry.people.includes(by))) return refused('already_voted');
  return handOn(definition, state, entry);
}

/** Puts other people into a seat, unless it could not be approved any more then. */
function handOn(
  definition: ApprovalDefinition,
  state: ApprovalState,
  { seat: id, people }: { readonly seat: string; readonly people: readonly string[] },
): ApprovalStep {
  const seat = state.seats.find((each) => each.id === id);
  if (seat === undefined) return refused('unknown_seat');
  const step = replaceSeat(state, { ...seat, people });
  return step.ok && losesPeople(definition, state, step.state) ? refused('too_few_people') : step;
}

/** The silent seats stay as many as they were: nobody's silence makes it take fewer votes. */
function replace(
  definition: ApprovalDefinition,
  state: ApprovalState,
  { role, people }: ApprovalEntry & { readonly type: 'replaced' },
): ApprovalStep {
  const silent = new Set(openSeats(definition, state).map(({ id }) => id));
  const seats = state.seats.map((seat) => (silent.has(seat.id) ? { ...seat, role, people } : seat));
  return taken({ ...state, seats });
}

/** Adds a seat, or people to the seat that has its id already. */
function escalate(state: ApprovalState, added: FilledSeat): ApprovalStep {
  const seat = state.seats.find(({ id }) => id === added.id);
  if (seat === undefined) return taken({ ...state, seats: [...state.seats, added] });
  return replaceSeat(state, { ...seat, people: [...new Set([...seat.people, ...added.people])] });
}

/** A seat whose vote is cast stays as it was. */
function replaceSeat(state: ApprovalState, seat: FilledSeat): ApprovalStep {
  if (state.votes.some((vote) => vote.seat === seat.id)) return refused('already_voted');
  return taken({ ...state, seats: state.seats.map((each) => (each.id === seat.id ? seat : each)) });
}

function withAsking(definition: ApprovalDefinition, state: ApprovalState): ApprovalState {
  return { ...state, asking: state.status === 'open' ? openSeats(definition, state).map(({ id }) => id) : [] };
}

function taken(state: ApprovalState): ApprovalStep {
  return { ok: true, state };
}

function refused(refusal: ApprovalRefusal): ApprovalStep {
  return { ok: false, refusal };
}
