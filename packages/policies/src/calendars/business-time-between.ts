import { millisecondsOf } from './instant.ts';
import { openSoFar, yearOf } from './open-time.ts';
import type { PreparedCalendar } from './prepared-calendar.ts';

/**
 * How long it is open between two instants, in milliseconds; negative where `to` comes before `from`. Hours that a clock change
 * takes away do not count, and hours that it repeats count twice.
 *
 * @throws PolicyFault `malformed` where a time is no ISO instant.
 */
export function businessTimeBetween(calendar: PreparedCalendar, from: string, to: string): number {
  return openTimeBetween(calendar, millisecondsOf(from), millisecondsOf(to));
}

/** The same over milliseconds since 1970. */
export function openTimeBetween(calendar: PreparedCalendar, from: number, to: number): number {
  if (to < from) return 0 - openTimeBetween(calendar, to, from);
  const [first, last] = [yearOf(from), yearOf(to)];
  let open = openSoFar(calendar.year(last), to) - openSoFar(calendar.year(first), from);
  for (let year = first; year < last; year += 1) open += calendar.year(year).before.at(-1) ?? 0;
  return open;
}
