import type { TriggerRule } from './trigger-rule.ts';

/** Files triggers under the type of event they wait for, so that an event costs what its own type has. */
export function indexTriggers<T extends TriggerRule>(rules: readonly T[]): (type: string) => readonly T[] {
  const byType = Map.groupBy(rules, ({ event }) => event);
  return (type) => byType.get(type) ?? [];
}
