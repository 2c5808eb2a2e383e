import { evaluate } from '../conditions/evaluate.ts';
import { firePlaces, triggersByType } from './index-triggers.ts';
import { changeLacking, stopped } from './match-trigger.ts';
import type { TriggerEvent, TriggerMatch } from './match-trigger.ts';
import type { TriggerRule } from './trigger-rule.ts';
import type { TriggersOfType } from './triggers-of-type.ts';

/** A trigger that was looked at, and what came out. */
export interface LookedAt<T extends TriggerRule> {
  readonly rule: T;
  readonly match: TriggerMatch;
}

type ByType = ReadonlyMap<string, TriggersOfType<TriggerRule>>;

const prepared = new WeakMap<readonly TriggerRule[], ByType>();

/**
 * Fires the triggers of an event and says of every one of its type, in the order of `rules`, why it starts or does not, as {@link matchTrigger}
 * says it. Only those that may start are decided; those that do are confirmed by the rule library. The list is prepared when it is
 * first given, and kept as long as it lives.
 *
 * @throws PolicyFault `disagreement` (as a rejection) where the library does not confirm one; then nothing may start.
 */
export async function fireTriggers<T extends TriggerRule>(
  rules: readonly T[],
  event: TriggerEvent,
): Promise<readonly LookedAt<T>[]> {
  let types = prepared.get(rules);
  if (types === undefined) prepared.set(rules, (types = triggersByType(rules)));
  const triggers = types.get(event.type) as TriggersOfType<T> | undefined;
  if (triggers === undefined) return [];
  const places = await firePlaces(triggers, event);
  const started = new Set(places.started);
  const undecided = new Set(places.undecided);
  return triggers.rules.map((rule, place): LookedAt<T> => {
    if (started.has(place)) return { rule, match: starts(rule) };
    if (undecided.has(place)) return { rule, match: lacks(rule, event) };
    const lacking = changeLacking(rule, event);
    return { rule, match: lacking === null ? FAILED : stopped(lacking) };
  });
}

const FAILED: TriggerMatch = {
  starts: false,
  reason: 'condition',
  missing: [],
  evaluation: { truth: 'fails', missing: [] },
};

function starts({ when }: TriggerRule): TriggerMatch {
  const evaluation = when === null ? null : ({ truth: 'holds', missing: [] } as const);
  return { starts: true, reason: 'matched', missing: [], evaluation };
}

function lacks({ when }: TriggerRule, { facts }: TriggerEvent): TriggerMatch {
  const evaluation = when === null ? null : evaluate(when, facts);
  return { starts: false, reason: 'undecided', missing: evaluation?.missing ?? [], evaluation };
}
