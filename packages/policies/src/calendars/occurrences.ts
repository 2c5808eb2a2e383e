import type { Weekday } from './calendar.ts';
import { isOpenAt } from './is-open.ts';
import { instantOf, millisecondsOf } from './instant.ts';
import { DAY, weekdayOf } from './local-day.ts';
import { firstOpen, openingBefore, yearOf } from './open-time.ts';
import type { PreparedCalendar } from './prepared-calendar.ts';
import { firstShowing, shownAt } from './wall-clock.ts';
import { workingDay } from './working-day.ts';

/** When something comes round: again and again after so long, or on days, at a time of day or when it opens. */
export type Schedule =
  | {
      /** Whole multiples of this since 1970, in milliseconds. */
      readonly every: number;
      /** Only while the calendar is open. */
      readonly open: boolean;
    }
  | {
      /** `week`: on the weekday, or else on its first working day. */
      readonly every: 'day' | 'business_day' | 'week';
      readonly weekday: Weekday | null;
      /** Minutes since midnight; null: when it opens. */
      readonly at: number | null;
    };

/** How many days are looked through before it counts as never coming round. */
const HORIZON = 800;

/**
 * The last instant, at or before `at`, at which it came round; null where it never did (within two years).
 *
 * @throws PolicyFault `malformed` where `at` is no ISO instant.
 */
export function lastOccurrence(schedule: Schedule, calendar: PreparedCalendar, at: string): string | null {
  const now = millisecondsOf(at);
  if (typeof schedule.every === 'number')
    return textOf(lastMultiple(schedule.every, isLimited(schedule) ? calendar : null, now));
  const today = localDay(calendar, now) + 1;
  for (let day = today; day > today - HORIZON; day -= 1) {
    const instant = instantOn(schedule, calendar, day);
    if (instant !== null && instant <= now) return instantOf(instant);
  }
  return null;
}

/**
 * The first instant after `at` at which it comes round; null where it never does (within two years).
 *
 * @throws PolicyFault `malformed` where `at` is no ISO instant.
 */
export function nextOccurrence(schedule: Schedule, calendar: PreparedCalendar, at: string): string | null {
  const now = millisecondsOf(at);
  if (typeof schedule.every === 'number')
    return textOf(nextMultiple(schedule.every, isLimited(schedule) ? calendar : null, now));
  const today = localDay(calendar, now) - 1;
  for (let day = today; day < today + HORIZON; day += 1) {
    const instant = instantOn(schedule, calendar, day);
    if (instant !== null && instant > now) return instantOf(instant);
  }
  return null;
}

type OnDays = Extract<Schedule, { readonly at: number | null }>;

const isLimited = (schedule: Schedule): boolean => 'open' in schedule && schedule.open;
const textOf = (instant: number | null): string | null => (instant === null ? null : instantOf(instant));
const localDay = (calendar: PreparedCalendar, at: number): number =>
  Math.floor(shownAt(calendar.year(yearOf(at)).offsets, at) / DAY);

/** When it comes round on a local day; null: not on that one. */
function instantOn(schedule: OnDays, calendar: PreparedCalendar, day: number): number | null {
  if (!isItsDay(schedule, calendar, day)) return null;
  if (schedule.at === null) return opensOn(calendar, day);
  return firstShowing(calendar.year(yearOf(day * DAY)).offsets, day * DAY + schedule.at * 60_000);
}

function isItsDay({ every, weekday }: OnDays, calendar: PreparedCalendar, day: number): boolean {
  if (every === 'day') return true;
  if (every === 'business_day') return opensOn(calendar, day) !== null;
  if (weekday !== null) return weekdayOf(day) === weekday;
  const monday = day - ((((day + 3) % 7) + 7) % 7);
  for (let earlier = monday; earlier < day; earlier += 1) if (opensOn(calendar, earlier) !== null) return false;
  return opensOn(calendar, day) !== null;
}

const opensOn = (calendar: PreparedCalendar, day: number): number | null =>
  workingDay(calendar, day).stretches[0]?.opens ?? null;

function lastMultiple(every: number, limits: PreparedCalendar | null, now: number): number | null {
  let at = Math.floor(now / every) * every;
  if (limits === null) return at;
  for (const from = at; from - at < HORIZON * DAY;) {
    if (isOpenAt(limits, at)) return at;
    const closed = closedBefore(limits, at);
    if (closed === null) return null;
    at = Math.floor((closed - 1) / every) * every;
  }
  return null;
}

/** The last closing at or before an instant at which it is closed. */
function closedBefore(calendar: PreparedCalendar, at: number): number | null {
  for (let year = yearOf(at); year > yearOf(at) - 3; year -= 1) {
    const hours = calendar.year(year);
    const index = openingBefore(hours, at);
    if (index >= 0) return hours.closes[index] ?? null;
  }
  return null;
}

function nextMultiple(every: number, limits: PreparedCalendar | null, now: number): number | null {
  let at = (Math.floor(now / every) + 1) * every;
  if (limits === null) return at;
  for (const from = at; at - from < HORIZON * DAY;) {
    if (isOpenAt(limits, at)) return at;
    const open = firstOpen(limits, at);
    if (open === undefined) return null;
    at = Math.ceil(open / every) * every;
  }
  return null;
}
