import type { Calendar, Holiday } from './calendar.ts';
import type { Minutes } from './parse-hours.ts';
import type { Offset } from './zone-offsets.ts';

/** The open hours of one year (in UTC), worked out. Times are milliseconds since 1970. */
export interface OpenYear {
  /** Offsets of the zone, from some days before the year to some days after it. */
  readonly offsets: readonly Offset[];
  /** Openings and closings of the same index, in order, cut at both ends of the year. */
  readonly opens: readonly number[];
  readonly closes: readonly number[];
  /** How long it was open from the start of the year until each opening, and at last in the whole year. */
  readonly before: readonly number[];
  /** The local days of the year on which it opens, in days since 1970-01-01. */
  readonly workingDays: readonly number[];
}

/**
 * A calendar ready for calculation. Years are worked out when they are first needed and kept, so keep this value; what it answers
 * depends on nothing but the calendar and the time zone data of the runtime.
 */
export interface PreparedCalendar {
  readonly calendar: Calendar;
  /** The hours of a local day, given in days since 1970-01-01. */
  readonly hoursOf: (day: number) => readonly Minutes[];
  /** Days that differ from their weekday, in order. */
  readonly holidays: readonly { readonly day: number; readonly holiday: Holiday }[];
  /** The open stretches of one year, worked out when it is first needed. */
  readonly year: (year: number) => OpenYear;
}

/** Why a calendar cannot be used. `at` is the text at fault. */
export interface CalendarFailure {
  readonly code: 'unknown_zone' | 'bad_hours' | 'overlapping_hours' | 'bad_date';
  readonly at: string;
}

/** A calendar ready to be asked, or everything that is wrong with it. */
export type CalendarResult =
  | { readonly ok: true; readonly calendar: PreparedCalendar }
  | { readonly ok: false; readonly failures: readonly CalendarFailure[] };
