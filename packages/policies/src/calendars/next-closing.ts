import { instantOf, millisecondsOf } from './instant.ts';
import { HORIZON, firstOpen, openingBefore, yearOf } from './open-time.ts';
import type { PreparedCalendar } from './prepared-calendar.ts';

/**
 * The next instant after `at` at which it closes; null where it never does (within a hundred years), or never opens.
 *
 * @throws PolicyFault `malformed` where `at` is no ISO instant.
 */
export function nextClosing(calendar: PreparedCalendar, at: string): string | null {
  const open = firstOpen(calendar, millisecondsOf(at));
  const closing = open === undefined ? undefined : closingAfter(calendar, open);
  return closing === undefined ? null : instantOf(closing);
}

/** When it closes next, from an instant at which it is open; hours that touch across the end of a year are one piece. */
export function closingAfter(calendar: PreparedCalendar, open: number): number | undefined {
  let at = open;
  const last = Math.min(yearOf(open) + HORIZON, 9999);
  for (let year = yearOf(at); year <= last; year += 1) {
    const hours = calendar.year(year);
    const index = openingBefore(hours, at);
    const close = hours.closes[index];
    if (close === undefined || close <= at) return at;
    at = close;
    if (yearOf(at) === year) return at;
  }
  return undefined;
}
