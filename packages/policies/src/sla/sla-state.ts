import type { BusinessStep, DueFailure } from '../calendars/business-step.ts';
import type { FactPath } from '../conditions/facts.ts';
import type { Json } from '../json.ts';
import type { Duration } from '../time/duration.ts';

/** The limit a clock runs against. */
export interface SlaTarget {
  readonly sla: string;
  /** The value of the fact that chose it, `P1`. */
  readonly value: string;
  readonly duration: Duration;
  /** The calendar it counts in; null is day and night. */
  readonly calendar: string | null;
  /** The whole of it, in milliseconds of the calendar's open time; null where no due time can be found. */
  readonly milliseconds: number | null;
  readonly atClosing: 'stay' | 'next_opening';
  /** Percentages at which to warn, in order. */
  readonly warnAt: readonly number[];
}

/** A stretch of time in which a clock ran. */
export interface Stretch {
  readonly from: string;
  /** Null while it lasts. */
  readonly to: string | null;
  /** What of it counted; null while it lasts, or as long as there was no target to count by. */
  readonly milliseconds: number | null;
}

/** A pause that lasts. */
export interface OpenPause {
  readonly pause: string;
  readonly since: string;
  /** When it ends at the latest. */
  readonly until: string | null;
}

/** A pause that is over; `limit` where it ended because it had lasted as long as it may. */
export interface PastPause {
  readonly pause: string;
  readonly from: string;
  readonly to: string;
  readonly ended: 'condition' | 'limit' | 'clock_ended';
}

/** One clock of a ticket. Times are ISO instants, lengths milliseconds. */
export interface SlaClockState {
  readonly id: string;
  /** `breached` also where it ended late, or is paused since; `cancelled`: at present nothing asks for it. */
  readonly status: 'running' | 'paused' | 'met' | 'breached' | 'cancelled';
  readonly startedAt: string;
  /** How often it has begun at zero. */
  readonly round: number;
  readonly target: SlaTarget | null;
  readonly stretches: readonly Stretch[];
  readonly pausedBy: readonly OpenPause[];
  /** Pauses that have lasted as long as they may, and whose condition still holds. */
  readonly usedUp: readonly string[];
  readonly pauses: readonly PastPause[];
  /** As of the state's `at`. */
  readonly elapsed: number;
  /** The time left, below zero when it is over; null without a target. */
  readonly remaining: number | null;
  /** Null while it is paused, and without a target. */
  readonly due: string | null;
  /** Why it is due then, counted from the stretch that lasts. */
  readonly dueSteps: readonly BusinessStep[];
  readonly dueFailure: DueFailure | null;
  /** Warnings to come, in order. */
  readonly warnings: readonly { readonly percent: number; readonly at: string }[];
  /** Percentages that have been warned of under this target. */
  readonly warned: readonly number[];
  readonly breachedAt: string | null;
  /** Every breach there was, also of targets and rounds before. */
  readonly breaches: readonly { readonly at: string; readonly target: SlaTarget; readonly round: number }[];
  readonly endedAt: string | null;
}

/** Where a ticket stands with its SLA, as of `at`. Plain data, to be kept with the ticket. */
export interface SlaState {
  readonly at: string;
  readonly sla: string | null;
  readonly clocks: readonly SlaClockState[];
  /** The last values of facts whose change some clock listens for. */
  readonly watched: { readonly [fact: FactPath]: Json };
}
