import { prepareCalendar } from '@deskbook/policies/calendars';
import type { Calendar, PreparedCalendar } from '@deskbook/policies/calendars';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;

/** The same hours from Monday to Friday. */
export function onWeekdays(...hours: readonly string[]): Calendar['hours'] {
  return Object.fromEntries(weekdays.map((day) => [day, hours]));
}

/** An office with a lunch break that closes early on Fridays. */
export const berlin: Calendar = {
  id: 'berlin-office',
  zone: 'Europe/Berlin',
  hours: { ...(onWeekdays('08:00-12:00', '12:30-17:00') as object), fri: ['08:00-15:00'] },
  holidays: [
    { date: '2026-04-03', name: 'Karfreitag' },
    { date: '2026-12-24', hours: ['08:00-12:00'] },
    { date: '2026-12-25', name: 'Weihnachten' },
    { date: '2026-12-31', hours: ['08:00-12:00'] },
  ],
  holidaysKnownUntil: '2026-12-31',
};

export const newYork: Calendar = {
  id: 'new-york',
  zone: 'America/New_York',
  hours: onWeekdays('09:00-17:00'),
  holidays: [{ date: '2026-07-03', name: 'Independence Day' }],
};

export const kathmandu: Calendar = {
  id: 'kathmandu',
  zone: 'Asia/Kathmandu',
  hours: { sun: ['10:00-17:00'], mon: ['10:00-17:00'], fri: ['10:00-15:00'] },
  holidays: [],
};

export const lordHowe: Calendar = { id: 'lord-howe', zone: 'Australia/Lord_Howe', hours: 'always', holidays: [] };

/** Nights, over the hours in which clocks are changed. */
export const nights: Calendar = {
  id: 'nights',
  zone: 'Europe/Berlin',
  hours: { fri: ['22:00-06:00'], sat: ['22:00-06:00'], sun: ['22:00-02:30'] },
  holidays: [],
};

/** A calendar that is known to be right. */
export function prepared(calendar: Calendar): PreparedCalendar {
  const result = prepareCalendar(calendar);
  if (!result.ok) throw new Error(JSON.stringify(result.failures));
  return result.calendar;
}
