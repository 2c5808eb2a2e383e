import { evaluate } from '../conditions/evaluate.ts';
import type { Facts } from '../conditions/facts.ts';
import type { Evaluation } from '../conditions/truth.ts';
import type { Sla } from './sla.ts';

/** Which SLA applies, and why not the others. */
export interface SlaSelection {
  /** Null where none surely applies. */
  readonly sla: Sla | null;
  /** Every SLA by rank, with whether its condition holds. Undecided does not apply; `missing` says what it needed. */
  readonly considered: readonly ({ readonly sla: string } & Evaluation)[];
  /** SLAs that hold at the same rank as the chosen one, which came first in the list. */
  readonly tied: readonly string[];
}

/** The SLA of a ticket: of those whose condition surely holds the one of the lowest rank, of equals the first. */
export function selectSla(definitions: readonly Sla[], facts: Facts): SlaSelection {
  const ranked = definitions.toSorted((a, b) => a.rank - b.rank);
  const considered = ranked.map((sla) => ({ sla, ...truthOf(sla, facts) }));
  const holding = considered.filter(({ truth }) => truth === 'holds').map(({ sla }) => sla);
  const [sla = null] = holding;
  const tied = holding.slice(1).filter(({ rank }) => rank === sla?.rank);
  return {
    sla,
    considered: considered.map(({ sla: { id }, truth, missing }) => ({ sla: id, truth, missing })),
    tied: tied.map(({ id }) => id),
  };
}

function truthOf({ when }: Sla, facts: Facts): Evaluation {
  return when === null ? { truth: 'holds', missing: [] } : evaluate(when, facts);
}
