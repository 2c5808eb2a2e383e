import type { DueTime } from '../calendars/business-step.ts';
import { addBusinessTime, addOpenTime } from '../calendars/add-business-time.ts';
import { openTimeBetween } from '../calendars/business-time-between.ts';
import { instantOf, millisecondsOf } from '../calendars/instant.ts';
import type { PreparedCalendar } from '../calendars/prepared-calendar.ts';
import { parseInstant } from '../conditions/parse-instant.ts';
import { PolicyFault } from '../policy-fault.ts';

/** Calendars by id, prepared. */
export type Calendars = ReadonlyMap<string, PreparedCalendar>;

/**
 * The calendar of an id; null is day and night.
 *
 * @throws PolicyFault `malformed` where there is none: the SLA was not checked.
 */
export function calendarOf(calendars: Calendars, id: string | null): PreparedCalendar | null {
  const calendar = id === null ? null : calendars.get(id);
  if (calendar === undefined) throw new PolicyFault('malformed', `there is no calendar ${id}`);
  return calendar;
}

/** How much counts between two instants: open time, or all of it without a calendar. */
export function countedBetween(calendars: Calendars, id: string | null, from: string, to: string): number {
  const calendar = calendarOf(calendars, id);
  const [start, end] = [millisecondsOf(from), millisecondsOf(to)];
  return calendar === null ? end - start : openTimeBetween(calendar, start, end);
}

/** When so much has counted since an instant. */
export function afterCounting(
  calendars: Calendars,
  { calendar: id, atClosing }: { readonly calendar: string | null; readonly atClosing: 'stay' | 'next_opening' },
  from: string,
  milliseconds: number,
): DueTime {
  const calendar = calendarOf(calendars, id);
  if (calendar === null) return addBusinessTime(null, from, { milliseconds });
  return addOpenTime(calendar, millisecondsOf(from), milliseconds, { atClosing });
}

/** The same instant, written in one way; `undefined` where it is none, or lies outside of the years 0 to 9999. */
export function inUtc(instant: string): string | undefined {
  const milliseconds = parseInstant(instant);
  const written = milliseconds === undefined ? undefined : instantOf(milliseconds);
  return written !== undefined && parseInstant(written) === milliseconds ? written : undefined;
}
