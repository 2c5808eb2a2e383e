import type { ApprovalDefinition, ApprovalEntry } from '@deskbook/policies';

/** An approval as its entries tell it, folded plainly: who sits where, and who said what. */
export interface FoldedApproval {
  readonly seats: ReadonlyMap<string, readonly string[]>;
  /** How many seats had to approve when it was opened. */
  readonly need: number;
  readonly approvals: readonly string[];
  readonly isOver: boolean;
  readonly deadline: string | null;
  /** What in it should not have been taken. */
  readonly wrong: readonly string[];
}

/** @param not - those whose own request it is. */
export function foldApproval(
  definition: ApprovalDefinition,
  entries: readonly ApprovalEntry[],
  not: readonly string[],
): FoldedApproval {
  // prettier-ignore
  let folded: FoldedApproval = { seats: new Map(), need: 0, approvals: [], isOver: false, deadline: null, wrong: [] };
  for (const entry of entries) folded = take(definition, folded, entry, not);
  return folded;
}

function take(
  definition: ApprovalDefinition,
  before: FoldedApproval,
  entry: ApprovalEntry,
  not: readonly string[],
): FoldedApproval {
  // prettier-ignore
  const seat = (id: string, people: readonly string[]) => new Map([...before.seats, [id, people]]);
  const sits = (person: string): boolean => [...before.seats.values()].some((people) => people.includes(person));
  const wrong = (what: string): FoldedApproval => ({ ...before, wrong: [...before.wrong, what] });
  if (before.isOver) return wrong(`${entry.type} after it was over`);
  switch (entry.type) {
    case 'opened': {
      const seats = new Map(entry.seats.map(({ id, people }) => [id, people]));
      return { ...before, seats, need: needed(definition, seats.size), deadline: entry.deadline };
    }
    case 'voted': {
      if (not.includes(entry.by)) return wrong(`${entry.by} votes on their own request`);
      if (!sits(entry.by)) return wrong(`${entry.by} votes without a seat`);
      if (before.approvals.includes(entry.by)) return wrong(`${entry.by} votes twice`);
      if (before.deadline !== null && Date.parse(entry.at) > Date.parse(before.deadline)) return wrong(`${entry.by} votes after the deadline`); // prettier-ignore
      return entry.vote === 'approve' ? { ...before, approvals: [...before.approvals, entry.by] } : before;
    }
    case 'delegated': {
      const own = [...before.seats].find(([, people]) => people.includes(entry.by))?.[0];
      if (own === undefined) return wrong(`${entry.by} delegates without a seat`);
      const mine = [...before.seats].filter(([, people]) => people.includes(entry.by));
      return { ...before, seats: new Map([...before.seats, ...mine.map(([id, people]) => [id, [...people, entry.to]] as const)]) }; // prettier-ignore
    }
    case 'reassigned':
    case 'stood_in':
      return { ...before, seats: seat(entry.seat, entry.people) };
    case 'escalated':
      return {
        ...before,
        seats: seat(entry.seat.id, [...(before.seats.get(entry.seat.id) ?? []), ...entry.seat.people]),
      };
    case 'replaced': {
      // Which of its seats somebody has voted in who sits in several, and whose turn it is in an order, is left open here.
      const isSilent = (people: readonly string[]): boolean =>
        !definition.inOrder && !people.some((one) => before.approvals.includes(one));
      const instead = [...before.seats].map(
        ([id, people]) => [id, isSilent(people) ? entry.people : [...people, ...entry.people]] as const,
      );
      return { ...before, seats: new Map(instead) };
    }
    case 'changed':
      return { ...before, approvals: [] };
    case 'reminded':
      return before;
    case 'expired':
    case 'withdrawn':
      return { ...before, isOver: true };
  }
}

function needed({ need }: ApprovalDefinition, seats: number): number {
  if (need === 'all') return seats;
  return typeof need === 'number' ? need : Math.ceil((seats * need.percent) / 100);
}

/** Whether enough different people, each in a seat of their own, have approved. */
export function isEnough({ seats, approvals, need }: FoldedApproval): boolean {
  const taken = new Map<string, string>();
  const place = (person: string, tried: Set<string>): boolean => {
    for (const [id, people] of seats) {
      if (!people.includes(person) || tried.has(id)) continue;
      tried.add(id);
      const other = taken.get(id);
      if (other !== undefined && !place(other, tried)) continue;
      taken.set(id, person);
      return true;
    }
    return false;
  };
  return need > 0 && approvals.filter((person) => place(person, new Set())).length >= need;
}
