import { PolicyFault } from '../policy-fault.ts';
import { runEngine } from './engine.ts';
import { toEngineConditions } from './engine-conditions.ts';
import { matchTrigger } from './match-trigger.ts';
import type { TriggerEvent, TriggerMatch } from './match-trigger.ts';
import type { TriggerRule } from './trigger-rule.ts';

/** A trigger that was looked at, and what came out. */
export interface LookedAt<T extends TriggerRule> {
  readonly rule: T;
  readonly match: TriggerMatch;
}

/**
 * Decides the triggers of an event, through the rule library: a fresh engine over those whose event and changes fit. The answers,
 * in the order of `rules`, cover every rule of the event's type. {@link matchTrigger} decides each of them as well.
 *
 * @throws PolicyFault `disagreement` (as a rejection) where the two ways to decide differ; then nothing may start.
 */
export async function fireTriggers<T extends TriggerRule>(
  rules: readonly T[],
  event: TriggerEvent,
): Promise<readonly LookedAt<T>[]> {
  const looked = rules
    .filter((rule) => rule.event === event.type)
    .map((rule) => ({ rule, match: matchTrigger(rule, event) }));
  const candidates = looked.flatMap(({ rule: { when }, match: { evaluation } }, index) =>
    when === null || evaluation === null ? [] : [{ name: `${index}`, conditions: toEngineConditions(when).holds }],
  );
  if (candidates.length === 0) return looked;
  const fired = await runEngine(candidates, event.facts, event.facts);
  for (const { name } of candidates) {
    const one = looked[Number(name)];
    if (one !== undefined && fired.has(name) !== one.match.starts) throw disagreement(one.rule);
  }
  return looked;
}

function disagreement({ id }: TriggerRule): PolicyFault {
  return new PolicyFault('disagreement', `trigger ${id} was decided in two ways`);
}
