import type { ApprovalDefinition } from './approval-definition.ts';
import type { ApprovalState, Vote } from './approval-state.ts';
import { openSeats } from './open-seats.ts';

/** Where a person's vote would go, with the earlier votes as they would then stand. */
export interface Seating {
  readonly seat: string;
  readonly votes: readonly Vote[];
}

/**
 * Finds a seat for one more voter. One person has one vote even in two seats, so whoever sits in two may have taken the seat that
 * this voter needs: then the earlier vote moves to another open seat of its voter. Seats asked in order never move.
 */
export function seatVote(definition: ApprovalDefinition, state: ApprovalState, person: string): Seating | undefined {
  const open = new Set(openSeats(definition, state).map(({ id }) => id));
  return place(state, open, definition.inOrder, person, state.votes, new Set());
}

function place(
  state: ApprovalState,
  open: ReadonlySet<string>,
  fixed: boolean,
  person: string,
  votes: readonly Vote[],
  tried: Set<string>,
): Seating | undefined {
  const seats = state.seats.filter(({ id, people }) => people.includes(person) && !tried.has(id));
  const free = seats.find(({ id }) => open.has(id));
  if (free !== undefined) return { seat: free.id, votes };
  if (fixed) return undefined;
  for (const { id } of seats) {
    tried.add(id);
    const holder = votes.find(({ seat }) => seat === id);
    const moved = holder && place(state, open, fixed, holder.by, votes, tried);
    if (moved !== undefined) return { seat: id, votes: moveVote(moved, holder?.by) };
  }
  return undefined;
}

function moveVote({ seat, votes }: Seating, by: string | undefined): readonly Vote[] {
  return votes.map((vote) => (vote.by === by ? { ...vote, seat } : vote));
}
