import type { Schedule } from '@deskbook/policies/calendars';
import type { Duration, Reference, TriggerRule } from '@deskbook/policies';
import type { Value, Values } from './value.ts';

/** When a trigger comes round by itself. Each time is an event of the desk's own, whose type is the trigger's `event`. */
export interface TriggerSchedule {
  readonly comes: Schedule;
  /** The calendar it goes by; null: the bundle's zone, day and night. */
  readonly calendar: string | null;
  /** `ticket`: it starts once for each recorded ticket that its condition fits; null: once. */
  readonly over: 'ticket' | null;
}

/** What starts a workflow by itself. */
export interface Trigger extends TriggerRule {
  /** Absent where an event starts it that comes in, or that the desk tells of. */
  readonly schedule?: TriggerSchedule;
  readonly start: string;
  readonly with: Values;
  readonly throttle: {
    readonly per: Value;
    readonly atMost: number;
    readonly in: Duration;
    readonly otherwise: 'drop' | 'queue' | 'hold';
  } | null;
  /** What the desk itself caused: ignored, or allowed up to so many hops. */
  readonly ownEvents: { readonly hops: number };
  readonly state: 'live' | 'shadow' | 'retired';
  readonly reference: Reference;
}
