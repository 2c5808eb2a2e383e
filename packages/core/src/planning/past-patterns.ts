import type { PastTicket } from '../ports/past-tickets.ts';

/** What earlier requests of the same workflow say about a plan. */
export interface PastPattern {
  /** The median duration in minutes; null where fewer than three ended well: too few to say anything. */
  readonly minutes: number | null;
  /** Sentences about how earlier ones went wrong, most common first. */
  readonly risks: readonly string[];
}

const fewest = 3;

/**
 * Reads earlier requests: how long they took, and whether a third or more did not end as planned. They inform; they decide nothing.
 * Sorted by id first, so that the order a port answers in changes no plan.
 */
export function patternOf(past: readonly PastTicket[], workflow: string): PastPattern {
  const similar = past
    .filter((ticket) => ticket.workflow === workflow)
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const good = similar.filter(({ outcome }) => outcome === 'done');
  const bad = similar.filter(({ outcome }) => outcome !== 'done');
  const often = similar.length >= fewest && bad.length * 3 >= similar.length;
  return {
    minutes: good.length >= fewest ? median(good.map(({ minutes }) => minutes)) : null,
    risks: often
      ? [
          `${bad.length} of ${similar.length} similar requests did not end as planned (${bad.map(({ id }) => id).join(', ')})`,
        ]
      : [],
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}
