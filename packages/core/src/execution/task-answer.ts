import type { JsonObject } from '@deskbook/policies';

/**
 * What a person answers: an outcome the task offers, with its form. `delegate` hands the own seat of an approval on, to one person;
 * `reassign` gives a task, or the `seat` of an approval, to others. `to` is whom.
 */
export interface TaskAnswer {
  readonly by: string;
  readonly outcome: string;
  readonly form?: JsonObject;
  readonly note?: string;
  readonly to?: string | readonly string[];
  /** The id of a seat; it may be left out where only one is asked. */
  readonly seat?: string;
}
