import type { Explanation, Json, Truth } from '@deskbook/policies';
import type { SlaClockState, SlaNotice } from '@deskbook/policies/sla';

/** Whether one SLA is about a ticket, and why. */
export interface ConsideredSla {
  readonly sla: string;
  readonly rank: number;
  readonly reference: string;
  readonly truth: Truth;
  /** The facts it needed where it is undecided; an SLA that is undecided does not apply. */
  readonly missing: readonly string[];
  /** The comparisons behind it, with the values they saw; null: it is about every ticket. */
  readonly when: Explanation | null;
}

/** Where a ticket stands with its SLA: as far as one event tells, or with all that is recorded of it. */
export interface ServiceLevel {
  /** The SLA that applies; null: none surely does. */
  readonly sla: string | null;
  /** Every SLA, by rank. */
  readonly considered: readonly ConsideredSla[];
  /** SLAs that would apply at the same rank as well. */
  readonly tied: readonly string[];
  /** The fact that chooses the targets, and its value. */
  readonly by: { readonly fact: string; readonly value: Json } | null;
  /** As of when everything is said. */
  readonly at: string;
  readonly clocks: readonly SlaClockState[];
  /** Warnings and breaches up to then, in order. */
  readonly notices: readonly Pick<SlaNotice, 'kind' | 'clock' | 'at'>[];
}
