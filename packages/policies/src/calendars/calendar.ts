/** A local date, `YYYY-MM-DD`. */
export type LocalDate = string;

/**
 * Hours of one day, `HH:MM-HH:MM` on the clock of the calendar's zone. The end is not part of it; `24:00` is the end of the day.
 * An end at or before its beginning lies on the next day: `22:00-06:00` belongs wholly to the day on which it begins.
 */
export type HourRange = string;

/** A day of the week, by its usual three letters. */
export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** The hours of a week. A weekday that is left out, or has an empty list, is closed. */
export type WeeklyHours = { readonly [day in Weekday]?: readonly HourRange[] };

/** A date that differs from its weekday: closed where `hours` is left out or empty, else open in these hours alone. */
export interface Holiday {
  readonly date: LocalDate;
  readonly name?: string;
  readonly hours?: readonly HourRange[];
}

/**
 * When people work: plain data, as a bundle defines it. Holidays from an iCalendar text are read beforehand, by `readHolidays`.
 * Of two holidays on one date the later in the list stands, so that an own line can overrule a feed.
 *
 * @example
 * const berlin: Calendar = {
 *   id: 'berlin-office',
 *   zone: 'Europe/Berlin',
 *   hours: { mon: ['08:00-12:00', '12:30-17:00'], fri: ['08:00-15:00'] },
 *   holidays: [{ date: '2026-12-25' }, { date: '2026-12-31', hours: ['08:00-12:00'] }],
 *   holidaysKnownUntil: '2026-12-31',
 * };
 */
export interface Calendar {
  readonly id: string;
  /** An IANA time zone, `Europe/Berlin`. */
  readonly zone: string;
  /** `always` is day and night, every weekday; holidays still close it. */
  readonly hours: WeeklyHours | 'always';
  readonly holidays: readonly Holiday[];
  /** The last date for which holidays are known at all. Whatever is due after it says so. Left out: nothing is said. */
  readonly holidaysKnownUntil?: LocalDate;
}
