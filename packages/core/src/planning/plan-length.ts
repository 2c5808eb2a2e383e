import type { Duration } from '@deskbook/policies';
import type { NodeId } from '@deskbook/dsl/bundle';
import type { PlannedNode } from './walk-plan.ts';

/** An estimate in minutes; business time counts eight hours to a day, since an estimate is work and not waiting. */
export function minutesOf(duration: Duration | null): number {
  if (duration === null) return 0;
  if ('milliseconds' in duration) return Math.round(duration.milliseconds / 60_000);
  return duration.amount * (duration.business === 'days' ? 8 * 60 : 60);
}

/** The longest way through the plan in minutes: steps side by side take as long as the longer. */
export function criticalMinutes(planned: readonly PlannedNode[]): number {
  const finished = new Map<NodeId, number>();
  for (const { node, needs } of planned) {
    const from = Math.max(0, ...needs.map((id) => finished.get(id) ?? 0));
    finished.set(node.id, from + minutesOf(node.plan.estimate));
  }
  return Math.max(0, ...finished.values());
}
