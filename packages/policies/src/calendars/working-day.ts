import { DAY } from './local-day.ts';
import { HORIZON, lastAtMost, yearOf } from './open-time.ts';
import type { PreparedCalendar } from './prepared-calendar.ts';
import { firstShowing, shownAt } from './wall-clock.ts';

/** The hours of one local day as instants, in order. Hours that reach into the next day belong to the day on which they begin. */
export interface WorkingDay {
  readonly day: number;
  readonly stretches: readonly { readonly opens: number; readonly closes: number }[];
}

const MINUTE = 60_000;

/** The open stretches of a local day; empty on a day off, and on a day that a zone left out. */
export function workingDay(calendar: PreparedCalendar, day: number): WorkingDay {
  const { offsets } = calendar.year(yearOf(day * DAY));
  const stretches = calendar
    .hoursOf(day)
    .map(({ from, to }) => ({
      opens: firstShowing(offsets, day * DAY + from * MINUTE),
      closes: firstShowing(offsets, day * DAY + to * MINUTE),
    }))
    .filter(({ opens, closes }) => opens < closes);
  return { day, stretches };
}

/** The working day so many working days after another; `undefined` beyond the horizon. */
export function workingDayAfter(calendar: PreparedCalendar, day: number, count: number): WorkingDay | undefined {
  const start = yearOf(day * DAY);
  let left = count;
  for (let year = start; year <= Math.min(start + HORIZON, 9999); year += 1) {
    const { workingDays } = calendar.year(year);
    const passed = lastAtMost(workingDays, day) + 1;
    const found = workingDays[passed + left - 1];
    if (found !== undefined) return workingDay(calendar, found);
    left -= workingDays.length - passed;
  }
  return undefined;
}

/** The working day an instant falls in or comes before, with the local time of day from which a business day is counted. */
export interface Place {
  readonly day: number;
  /** Milliseconds since that day's midnight on the clock on the wall; more than a day in hours that reach into the next. */
  readonly time: number;
  readonly at: number;
}

/**
 * Where counting business days starts: in a working day up to and with its closing, at that time; otherwise at the next opening.
 */
export function placeOf(calendar: PreparedCalendar, at: number): Place | undefined {
  const { offsets } = calendar.year(yearOf(at));
  const local = shownAt(offsets, at);
  const today = Math.floor(local / DAY);
  for (const day of [today - 1, today]) {
    const { stretches } = workingDay(calendar, day);
    const [first, last] = [stretches[0], stretches.at(-1)];
    if (first !== undefined && last !== undefined && first.opens <= at && at <= last.closes)
      return { day, time: local - day * DAY, at };
  }
  const next = workingDay(calendar, today);
  const comes = (next.stretches[0]?.opens ?? at) > at ? next : workingDayAfter(calendar, today, 1);
  const opens = comes?.stretches[0]?.opens;
  if (comes === undefined || opens === undefined) return undefined;
  return { day: comes.day, time: shownAt(calendar.year(yearOf(opens)).offsets, opens) - comes.day * DAY, at: opens };
}
