import type { TicketFacts } from '../corpora/corpus-rule.ts';

/** The ids of the rules that hold for a ticket, in their declared order. */
export type Matching = (facts: TicketFacts) => readonly string[] | Promise<readonly string[]>;

/** Another way to find the rules that hold, ready to be asked. */
export interface RulePeer {
  /** What it is and how the rules are put to it, as the table says it. */
  readonly name: string;
  readonly matching: Matching;
}
