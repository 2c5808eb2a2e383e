import { fireMatched } from './fire-matched.ts';
import type { TriggerEvent } from './match-trigger.ts';
import type { TriggerRule } from './trigger-rule.ts';
import { type PlacedTriggers, TriggersOfType } from './triggers-of-type.ts';
import { type UndecidedRule, withMissing } from './undecided-rule.ts';

/** The triggers that start, and those that would if facts were known; both in declared order. */
export interface FiredTriggers<T> {
  readonly started: readonly T[];
  readonly undecided: readonly UndecidedRule<T>[];
}

/** Triggers, prepared once. What an event costs follows what it starts, not how many there are. */
export interface TriggerIndex<T extends TriggerRule> {
  /** The triggers that wait for a type of event. */
  readonly of: (type: string) => readonly T[];
  /**
   * What starts for an event, each confirmed by the rule library, over a fresh engine with only them.
   *
   * @throws PolicyFault `disagreement` (as a rejection) where the library does not confirm one; then nothing may start.
   */
  readonly fire: (event: TriggerEvent) => Promise<FiredTriggers<T>>;
}

/**
 * Files triggers under the type of event and the change they wait for, and under the values their conditions demand. Conditions are
 * filed when an event of their type first comes.
 */
export function indexTriggers<T extends TriggerRule>(rules: readonly T[]): TriggerIndex<T> {
  const types = triggersByType(rules);
  return {
    of: (type) => types.get(type)?.rules ?? [],
    fire: async (event) => {
      const triggers = types.get(event.type);
      if (triggers === undefined) return { started: [], undecided: [] };
      const { started, undecided } = await firePlaces(triggers, event);
      const at = (place: number): T => triggers.rules[place] as T;
      return { started: started.map(at), undecided: withMissing(undecided.map(at), event.facts) };
    },
  };
}

/** Triggers by the type of event they wait for. */
export function triggersByType<T extends TriggerRule>(rules: readonly T[]): ReadonlyMap<string, TriggersOfType<T>> {
  const types = [...Map.groupBy(rules, ({ event }) => event)];
  return new Map(types.map(([type, all]) => [type, new TriggersOfType(all)]));
}

/** What starts, by place, confirmed by the library. */
export async function firePlaces<T extends TriggerRule>(
  triggers: TriggersOfType<T>,
  event: TriggerEvent,
): Promise<PlacedTriggers> {
  const places = triggers.match(event);
  await fireMatched(
    places.started.map((place) => triggers.rules[place] as T),
    event.facts,
  );
  return places;
}
