import type { HourRange, WeeklyHours, Weekday } from '@deskbook/policies/calendars';

const week: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** Hours by weekday, every stretch of the week spelled out. Of two for one weekday the later stands. */
export function weeklyHours(hours: { readonly [days: string]: readonly HourRange[] }): WeeklyHours {
  return Object.fromEntries(
    Object.entries(hours).flatMap(([days, ranges]) => weekdaysIn(days).map((day) => [day, ranges])),
  );
}

/**
 * The weekdays of `fri`, or of a stretch, which may go over the end of the week.
 *
 * @example
 * weekdaysIn('sat-mon'); // ['sat', 'sun', 'mon']
 */
export function weekdaysIn(written: string): readonly Weekday[] {
  const [first = '', last = first] = written.split('-');
  const [from, to] = [week.findIndex((day) => day === first), week.findIndex((day) => day === last)];
  if (from < 0 || to < 0) return [];
  return from <= to ? week.slice(from, to + 1) : [...week.slice(from), ...week.slice(0, to + 1)];
}
