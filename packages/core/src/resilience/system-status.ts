import type { WaitingStep } from '../execution/outages-of.ts';
import type { TargetHealth } from './resilience.ts';

/** How one system is doing, as this process sees it, and what waits for it, in whatever process. */
export interface SystemStatus {
  readonly system: string;
  /** null: this process has not asked it, or asks it without guards. */
  readonly health: Omit<TargetHealth, 'target'> | null;
  /** Steps that cannot go on without it, the longest waiting first. */
  readonly waiting: readonly WaitingStep[];
}

/** Joins what the guards of this process see with what the store tells, by the name of the system. */
export function systemStatuses(
  health: readonly TargetHealth[],
  waiting: readonly WaitingStep[],
): readonly SystemStatus[] {
  const seen = new Map(health.map(({ target, ...rest }) => [target, rest]));
  const steps = Map.groupBy(waiting, ({ system }) => system);
  const names = [...new Set([...seen.keys(), ...steps.keys()])].sort();
  return names.map((system) => ({ system, health: seen.get(system) ?? null, waiting: steps.get(system) ?? [] }));
}
