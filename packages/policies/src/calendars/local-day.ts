import { parseInstant } from '../conditions/parse-instant.ts';
import type { LocalDate, Weekday } from './calendar.ts';

/** A day in milliseconds, on a clock that is never changed. */
export const DAY = 86_400_000;

const WEEKDAYS: readonly Weekday[] = ['thu', 'fri', 'sat', 'sun', 'mon', 'tue', 'wed'];
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** The days from 1970-01-01 to a date, or `undefined` where there is no such date. */
export function dayOf(date: LocalDate): number | undefined {
  const midnight = DATE.test(date) ? parseInstant(date) : undefined;
  return midnight === undefined ? undefined : midnight / DAY;
}

/** The date so many days after 1970-01-01. */
export function dateOf(day: number): LocalDate {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** The weekday of a day; 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): Weekday {
  return WEEKDAYS[((day % 7) + 7) % 7] ?? 'thu';
}
