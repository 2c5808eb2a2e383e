import type { HourRange } from './calendar.ts';
import { parseHours } from './parse-hours.ts';
import type { Minutes } from './parse-hours.ts';
import type { CalendarFailure } from './prepared-calendar.ts';

/** The hours of one day, in order, and what of them cannot be read or overlaps. */
export interface HoursRead {
  readonly hours: readonly Minutes[];
  readonly failures: readonly CalendarFailure[];
}

/**
 * Reads the ranges of one day.
 *
 * @example
 * readHours(['12:30-17:00', '08:00-12:00']).hours; // [{ from: 480, to: 720 }, { from: 750, to: 1020 }]
 */
export function readHours(ranges: readonly HourRange[]): HoursRead {
  const failures: CalendarFailure[] = [];
  const read: (Minutes & { readonly text: HourRange })[] = [];
  for (const text of ranges) {
    const minutes = parseHours(text);
    if (minutes === undefined) failures.push({ code: 'bad_hours', at: text });
    else read.push({ ...minutes, text });
  }
  read.sort((a, b) => a.from - b.from);
  for (const [index, { from, text }] of read.entries()) {
    const former = read[index - 1];
    if (former !== undefined && from < former.to) failures.push({ code: 'overlapping_hours', at: text });
  }
  return { hours: read.map(({ from, to }) => ({ from, to })), failures };
}
