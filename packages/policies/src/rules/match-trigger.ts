import { evaluate } from '../conditions/evaluate.ts';
import type { FactPath, Facts } from '../conditions/facts.ts';
import { sameValue } from '../conditions/same-value.ts';
import type { Evaluation } from '../conditions/truth.ts';
import type { Json } from '../json.ts';
import type { Change, TriggerRule } from './trigger-rule.ts';

/** A value an event changed. `from` is absent where nobody knows what it was. */
export interface ChangedFact {
  readonly fact: FactPath;
  readonly from?: Json;
  readonly to: Json;
}

/** An event, as far as triggers look at it. `created`: the event made the ticket, which changes nothing. */
export interface TriggerEvent {
  readonly type: string;
  readonly facts: Facts;
  readonly changes: readonly ChangedFact[];
  readonly created: boolean;
}

/**
 * Whether a trigger starts, and why (not). `matched`: it starts; `other_event`; `created` and `unchanged`: a change it needs did
 * not happen; `condition`: its condition fails; `undecided`: a fact is missing, named in `missing`.
 */
export interface TriggerMatch {
  readonly starts: boolean;
  readonly reason: 'matched' | 'other_event' | 'created' | 'unchanged' | 'condition' | 'undecided';
  readonly missing: readonly FactPath[];
  /** The condition's value, where it was looked at. */
  readonly evaluation: Evaluation | null;
}

/** Decides one trigger for one event. A change is: the value is another than before (an unknown `from` only counts if none is asked). */
export function matchTrigger(rule: TriggerRule, event: TriggerEvent): TriggerMatch {
  if (rule.event !== event.type) return stopped('other_event');
  const lacking = changeLacking(rule, event);
  if (lacking !== null) return stopped(lacking);
  if (rule.when === null) return { starts: true, reason: 'matched', missing: [], evaluation: null };
  const evaluation = evaluate(rule.when, event.facts);
  if (evaluation.truth === 'holds') return { starts: true, reason: 'matched', missing: [], evaluation };
  const reason = evaluation.truth === 'fails' ? 'condition' : 'undecided';
  return { starts: false, reason, missing: evaluation.missing, evaluation };
}

/** Why an event did not change what a trigger waits for; null where it did, or where the trigger waits for no change. */
export function changeLacking(rule: TriggerRule, event: TriggerEvent): 'created' | 'unchanged' | null {
  if (rule.changed.length === 0) return null;
  if (event.created) return 'created';
  return rule.changed.every((change) => hasChanged(change, event.changes)) ? null : 'unchanged';
}

/** A trigger that does not start, and whose condition was not looked at. */
export function stopped(reason: 'other_event' | 'created' | 'unchanged'): TriggerMatch {
  return { starts: false, reason, missing: [], evaluation: null };
}

function hasChanged(wanted: Change, changes: readonly ChangedFact[]): boolean {
  return changes.some(
    ({ fact, from, to }) =>
      fact === wanted.fact &&
      (from === undefined || !sameValue(from, to)) &&
      isAccepted(wanted.from, from) &&
      isAccepted(wanted.to, to),
  );
}

function isAccepted(accepted: readonly Json[] | undefined, value: Json | undefined): boolean {
  return accepted === undefined || (value !== undefined && accepted.some((one) => sameValue(one, value)));
}
