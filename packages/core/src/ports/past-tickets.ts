import type { JsonObject } from '@deskbook/policies';

/** How an earlier request went. `outcome` is the end of its run, `minutes` how long it took. */
export interface PastTicket {
  readonly id: string;
  readonly workflow: string;
  readonly summary: string;
  readonly outcome: string;
  readonly minutes: number;
  readonly notes: readonly string[];
}

/** How earlier requests like this one went: informs a plan, never decides. */
export interface PastTickets {
  /** Earlier requests like this one, the likest first. */
  similar(request: JsonObject, atMost: number): Promise<readonly PastTicket[]>;
}
