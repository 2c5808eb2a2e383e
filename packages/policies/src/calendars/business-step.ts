import type { LocalDate } from './calendar.ts';

/** Why something is due when it is due: what was counted, and what lay between. Instants are ISO 8601 in UTC. */
export type BusinessStep =
  /** Day and night: no calendar was asked. */
  | { readonly kind: 'clock_time'; readonly milliseconds: number }
  /** It was closed at the start, so counting began at the opening. */
  | { readonly kind: 'waited_for_opening'; readonly from: string; readonly opens: string }
  | { readonly kind: 'open_time'; readonly milliseconds: number; readonly calendar: string; readonly zone: string }
  | { readonly kind: 'working_days'; readonly days: number; readonly calendar: string; readonly zone: string }
  /** A date on the way that differs from its weekday: closed, or open in other hours. */
  | { readonly kind: 'holiday'; readonly date: LocalDate; readonly name?: string; readonly hours: readonly string[] }
  /** The clocks were set forward (milliseconds above zero) or back on the way. */
  | { readonly kind: 'clock_change'; readonly at: string; readonly milliseconds: number }
  /** The last day is closed at that time of day: its next opening, or else its last closing. */
  | { readonly kind: 'closed_at_that_time'; readonly wanted: string; readonly taken: string }
  | { readonly kind: 'stays_at_closing'; readonly at: string }
  | { readonly kind: 'moved_to_opening'; readonly from: string; readonly to: string }
  /** The calendar knows no holidays after this date, so it may be due later than this says. */
  | { readonly kind: 'holidays_unknown'; readonly after: LocalDate };

/** A due time with its reasons, or why there is none. */
export type DueTime =
  | { readonly ok: true; readonly due: string; readonly steps: readonly BusinessStep[] }
  | { readonly ok: false; readonly failure: DueFailure };

/**
 * `never_opens`: no open moment within a hundred years. `too_far`: due beyond them. `bad_duration`: negative, not a number, or not a
 * whole number of days. `no_calendar`: business time without a calendar.
 */
export type DueFailure = 'never_opens' | 'too_far' | 'bad_duration' | 'no_calendar';
