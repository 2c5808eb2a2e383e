import type { Calendar, HourRange, Weekday } from './calendar.ts';
import { dayOf, weekdayOf } from './local-day.ts';
import { openYear } from './open-year.ts';
import type { Minutes } from './parse-hours.ts';
import type { CalendarFailure, CalendarResult, OpenYear, PreparedCalendar } from './prepared-calendar.ts';
import { readHours } from './read-hours.ts';
import { isZone } from './zone-offsets.ts';

const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const ALL_DAY: readonly HourRange[] = ['00:00-24:00'];

/**
 * Checks a calendar and makes it ready for calculation. It names everything that is wrong: an unknown zone, hours nobody can read,
 * hours of one day that overlap, dates that do not exist.
 */
export function prepareCalendar(calendar: Calendar): CalendarResult {
  const failures: CalendarFailure[] = [];
  if (!isZone(calendar.zone)) failures.push({ code: 'unknown_zone', at: calendar.zone });
  const hoursOf = (ranges: readonly HourRange[]): readonly Minutes[] => {
    const read = readHours(ranges);
    failures.push(...read.failures);
    return read.hours;
  };
  const known = calendar.holidaysKnownUntil;
  if (known !== undefined && dayOf(known) === undefined) failures.push({ code: 'bad_date', at: known });
  const week = new Map(WEEK.map((weekday) => [weekday, hoursOf(weeklyHours(calendar, weekday))]));
  const special = new Map<number, Special>();
  for (const holiday of calendar.holidays) {
    const day = dayOf(holiday.date);
    if (day === undefined) failures.push({ code: 'bad_date', at: holiday.date });
    else special.set(day, { holiday, hours: hoursOf(holiday.hours ?? []) });
  }
  return failures.length > 0 ? { ok: false, failures } : { ok: true, calendar: ready(calendar, week, special) };
}

interface Special {
  readonly holiday: Calendar['holidays'][number];
  readonly hours: readonly Minutes[];
}

function ready(
  calendar: Calendar,
  week: ReadonlyMap<Weekday, readonly Minutes[]>,
  special: ReadonlyMap<number, Special>,
): PreparedCalendar {
  const hoursOf = (day: number): readonly Minutes[] => special.get(day)?.hours ?? week.get(weekdayOf(day)) ?? [];
  const years = new Map<number, OpenYear>();
  const holidays = [...special]
    .filter(([day, { hours }]) => hours.length > 0 || (week.get(weekdayOf(day)) ?? []).length > 0)
    .map(([day, { holiday }]) => ({ day, holiday }))
    .sort((a, b) => a.day - b.day);
  return {
    calendar,
    hoursOf,
    holidays,
    year: (year) => {
      const known = years.get(year) ?? openYear(calendar.zone, year, hoursOf);
      years.set(year, known);
      return known;
    },
  };
}

function weeklyHours({ hours }: Calendar, weekday: Weekday): readonly HourRange[] {
  return hours === 'always' ? ALL_DAY : (hours[weekday] ?? []);
}
