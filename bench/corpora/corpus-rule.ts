/** One test of one fact, in words that every engine knows. A range is two of them. */
export interface CorpusTest {
  readonly field: TicketField;
  readonly operator: 'equals' | 'is_not' | 'in' | 'not_in' | 'gte' | 'lt' | 'matches';
  readonly value: string | number | readonly string[];
}

/** A condition of no one's language: each engine gets it translated into its own. */
export type CorpusCondition =
  | { readonly all: readonly CorpusCondition[] }
  | { readonly any: readonly CorpusCondition[] }
  | CorpusTest;

/** A rule: an id, and when it holds. Its place among the others is its order. */
export interface CorpusRule {
  readonly id: string;
  readonly all: readonly CorpusCondition[];
}

/** A ticket as rules see it. All fields are there, so that no engine is asked what an absent one means. */
export interface Ticket {
  readonly service: string;
  readonly priority: string;
  readonly channel: string;
  readonly site: string;
  readonly department: string;
  /** Minutes since it was opened. */
  readonly age: number;
  readonly summary: string;
}

/** A fact of a ticket. */
export type TicketField = keyof Ticket;

/** What an engine is handed: facts have roots. */
export interface TicketFacts {
  readonly ticket: Ticket;
}

/** Rules, and tickets to decide them over. */
export interface RuleCorpus {
  readonly name: string;
  readonly rules: readonly CorpusRule[];
  readonly facts: readonly TicketFacts[];
}

/** Whether a condition is one test. */
export function isTest(condition: CorpusCondition): condition is CorpusTest {
  return 'field' in condition;
}
