import type { BusinessStep, DueFailure } from '../calendars/business-step.ts';
import type { SlaClockState, SlaTarget } from './sla-state.ts';

/** Why a clock stands where it stands, in this order: its target, what has counted, its pauses, and when it is due. */
export type SlaReason =
  | { readonly kind: 'target'; readonly target: SlaTarget }
  | { readonly kind: 'no_target' }
  | { readonly kind: 'started'; readonly at: string; readonly round: number }
  | { readonly kind: 'counted'; readonly from: string; readonly to: string; readonly milliseconds: number | null }
  | {
      readonly kind: 'was_paused';
      readonly pause: string;
      readonly from: string;
      readonly to: string;
      readonly ended: 'condition' | 'limit' | 'clock_ended';
    }
  | { readonly kind: 'counting_since'; readonly at: string }
  | { readonly kind: 'paused_since'; readonly pause: string; readonly at: string; readonly until: string | null }
  | { readonly kind: 'due'; readonly at: string; readonly steps: readonly BusinessStep[] }
  | { readonly kind: 'never_due'; readonly failure: DueFailure }
  | { readonly kind: 'breached'; readonly at: string }
  | { readonly kind: 'ended'; readonly at: string }
  | { readonly kind: 'left'; readonly milliseconds: number };

/** The reasons for a clock's due time and time left, as data. `describeReason` prints one. */
export function explainClock(clock: SlaClockState): readonly SlaReason[] {
  const { target, due, dueFailure, breachedAt, endedAt, remaining } = clock;
  const reasons: SlaReason[] = [target === null ? { kind: 'no_target' } : { kind: 'target', target }];
  reasons.push({ kind: 'started', at: clock.startedAt, round: clock.round });
  for (const { from, to, milliseconds } of clock.stretches)
    reasons.push(to === null ? { kind: 'counting_since', at: from } : { kind: 'counted', from, to, milliseconds });
  for (const pause of clock.pauses) reasons.push({ kind: 'was_paused', ...pause });
  for (const { pause, since, until } of clock.pausedBy) reasons.push({ kind: 'paused_since', pause, at: since, until });
  if (due !== null) reasons.push({ kind: 'due', at: due, steps: clock.dueSteps });
  if (dueFailure !== null) reasons.push({ kind: 'never_due', failure: dueFailure });
  if (breachedAt !== null) reasons.push({ kind: 'breached', at: breachedAt });
  if (endedAt !== null) reasons.push({ kind: 'ended', at: endedAt });
  if (remaining !== null) reasons.push({ kind: 'left', milliseconds: remaining });
  return reasons;
}
