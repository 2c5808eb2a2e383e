import type { Json } from '@deskbook/policies';
import type { ChangedFact, TriggerEvent, TriggerMatch, TriggerRule } from '@deskbook/policies/rules';
import { sameJson } from './compare-values.ts';
import { evaluate, missing } from './evaluate.ts';

/** Whether an event starts a trigger, as slowly and plainly as it can be said. */
export function matchTrigger({ event: type, changed, when }: TriggerRule, event: TriggerEvent): TriggerMatch {
  const stopped = { starts: false, missing: [], evaluation: null };
  if (type !== event.type) return { ...stopped, reason: 'other_event' };
  if (changed.length > 0 && event.created) return { ...stopped, reason: 'created' };
  for (const { fact, from, to } of changed) {
    const did = (change: ChangedFact): boolean =>
      change.fact === fact &&
      !sameJson(change.from, change.to) &&
      (from === undefined || isOneOf(from, change.from)) &&
      (to === undefined || isOneOf(to, change.to));
    if (!event.changes.some(did)) return { ...stopped, reason: 'unchanged' };
  }
  if (when === null) return { starts: true, reason: 'matched', missing: [], evaluation: null };
  const truth = evaluate(when, event.facts);
  const lacking = missing(when, event.facts);
  const evaluation = { truth, missing: lacking };
  if (truth === 'holds') return { starts: true, reason: 'matched', missing: [], evaluation };
  return { starts: false, reason: truth === 'fails' ? 'condition' : 'undecided', missing: lacking, evaluation };
}

/** A value nobody knows is none of those asked for. */
function isOneOf(accepted: readonly Json[], value: Json | undefined): boolean {
  return value !== undefined && accepted.some((one) => sameJson(one, value));
}
