import type { Condition } from '../conditions/condition.ts';
import type { FactPath } from '../conditions/facts.ts';
import type { Json } from '../json.ts';
import type { Reference } from '../reference.ts';

/** "This event changed the value": the fact, and optionally what it was and what it became (each a list of accepted values). */
export interface Change {
  readonly fact: FactPath;
  readonly from?: readonly Json[];
  readonly to?: readonly Json[];
  readonly reference: Reference;
}

/** What decides whether a trigger starts: the event's type, the changes it must have made (all of them), and a condition. */
export interface TriggerRule {
  readonly id: string;
  readonly event: string;
  readonly changed: readonly Change[];
  readonly when: Condition | null;
  readonly reference: Reference;
}
