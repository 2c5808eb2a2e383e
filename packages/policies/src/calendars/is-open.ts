import { millisecondsOf } from './instant.ts';
import { openingBefore, yearOf } from './open-time.ts';
import type { PreparedCalendar } from './prepared-calendar.ts';

/**
 * Whether it is open at an instant. Openings belong to the hours, closings do not.
 *
 * @throws PolicyFault `malformed` where `at` is no ISO instant.
 */
export function isOpen(calendar: PreparedCalendar, at: string): boolean {
  return isOpenAt(calendar, millisecondsOf(at));
}

/** The same over milliseconds since 1970. */
export function isOpenAt(calendar: PreparedCalendar, at: number): boolean {
  const year = calendar.year(yearOf(at));
  const index = openingBefore(year, at);
  return index >= 0 && at < (year.closes[index] ?? 0);
}
