import type { JsonObject } from '@deskbook/policies';

/** What a person answers to a task: an outcome it offers, with its form. */
export interface TaskAnswer {
  readonly by: string;
  readonly outcome: string;
  readonly form?: JsonObject;
  readonly note?: string;
  /** Whom `delegate` hands a seat on to, one person; whom `reassign` gives a task or a seat to. */
  readonly to?: string | readonly string[];
  /** The seat that `reassign` fills anew; it may be left out where only one is asked. */
  readonly seat?: string;
}
