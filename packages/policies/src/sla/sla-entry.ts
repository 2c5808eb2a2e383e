import type { Facts } from '../conditions/facts.ts';
import type { SlaAuthor } from './sla.ts';

/** One thing that happened to the ticket: `ticket.created`, `ticket.commented`, `ticket.resolved`, `ticket.reopened`, … */
export interface SlaEvent {
  readonly event: string;
  readonly by?: SlaAuthor;
}

/**
 * One step of a ticket's history: everything that happened at once, and the facts after it. An entry of `at` alone says that so much
 * time has passed; it may always be given, and never has to be. The first entry holds `ticket.created`.
 */
export type SlaEntry =
  | { readonly at: string }
  | {
      readonly at: string;
      /** What happened in this step; empty where only facts changed. */
      readonly events: readonly SlaEvent[];
      /** The facts once it had happened, whole. */
      readonly facts: Facts;
      /** The calendars handed in are others than before: due times are worked out anew. */
      readonly calendarsChanged?: true;
    };
