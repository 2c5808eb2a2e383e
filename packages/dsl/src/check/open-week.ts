import { readHours } from '@deskbook/policies/calendars';
import type { CalendarShape } from '../shape/calendar.ts';
import { weeklyHours } from './weekly-hours.ts';

/** How much of a week is open: on how many days, and how long. Holidays are not counted. */
export interface OpenWeek {
  readonly days: number;
  readonly minutes: number;
}

/** How much of a week a calendar is open, as it is written. */
export function openWeek(hours: CalendarShape['hours']): OpenWeek {
  if (hours === 'always') return { days: 7, minutes: 7 * 24 * 60 };
  const days = Object.values(weeklyHours(hours)).map((ranges) =>
    readHours(ranges).hours.reduce((sum, { from, to }) => sum + to - from, 0),
  );
  const open = days.filter((minutes) => minutes > 0);
  return { days: open.length, minutes: open.reduce((sum, minutes) => sum + minutes, 0) };
}
