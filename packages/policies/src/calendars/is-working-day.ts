import type { LocalDate } from './calendar.ts';
import { dayOf } from './local-day.ts';
import type { PreparedCalendar } from './prepared-calendar.ts';
import { workingDay } from './working-day.ts';

/** Whether a local date is a working day: one on which it opens at all. No date that exists: false. */
export function isWorkingDay(calendar: PreparedCalendar, date: LocalDate): boolean {
  const day = dayOf(date);
  return day !== undefined && workingDay(calendar, day).stretches.length > 0;
}
