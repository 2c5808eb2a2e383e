import type { ApprovalDefinition } from './approval-definition.ts';
import type { ApprovalEntry, FilledSeat } from './approval-entry.ts';
import type { ApprovalState } from './approval-state.ts';
import { isParty } from './is-party.ts';
import { losesPeople } from './loses-people.ts';
import { openSeats } from './open-seats.ts';
import type { ApprovalStep } from './approval-step.ts';

/** Passes somebody's place in an open seat on to one other person who has the seat's role. */
export function delegate(
  definition: ApprovalDefinition,
  state: ApprovalState,
  entry: ApprovalEntry & { readonly type: 'delegated' },
): ApprovalStep {
  const { by, to } = entry;
  if (isParty(state, by) || isParty(state, to)) return { ok: false, refusal: 'own_request' };
  if (state.votes.some((vote) => vote.by === by || vote.by === to)) return { ok: false, refusal: 'already_voted' };
  const seat = openSeats(definition, state).find(({ people }) => people.includes(by));
  if (seat === undefined) return { ok: false, refusal: 'not_asked' };
  if (by === to || !mayDelegate(definition, state, seat, entry)) return { ok: false, refusal: 'cannot_delegate' };
  const people = [...new Set(seat.people.map((person) => (person === by ? to : person)))];
  const seats = state.seats.map((each) => (each.id === seat.id ? { ...each, people } : each));
  const after = { ...state, seats, delegations: state.delegations + 1 };
  if (losesPeople(definition, state, after)) return { ok: false, refusal: 'too_few_people' };
  return { ok: true, state: after };
}

function mayDelegate(
  { delegate: rule }: ApprovalDefinition,
  { seats, delegations }: ApprovalState,
  { role }: FilledSeat,
  { to, toRoles }: ApprovalEntry & { readonly type: 'delegated' },
): boolean {
  if (rule.to === 'nobody' || delegations >= rule.times) return false;
  return toRoles?.includes(role) ?? seats.some((seat) => seat.role === role && seat.people.includes(to));
}
