/**
 * Calendars: open hours, holidays and business time in IANA zones, as pure functions over plain data. The time zone
 * library is loaded when the first year is worked out, the iCalendar library when the first such text is read.
 *
 * @packageDocumentation
 */
export { addBusinessTime } from './add-business-time.ts';
export type { DueOptions } from './add-business-time.ts';
export type * from './business-step.ts';
export { businessTimeBetween } from './business-time-between.ts';
export type * from './calendar.ts';
export { describeDuration } from '../time/describe-duration.ts';
export { describeMilliseconds } from './describe-milliseconds.ts';
export { describeStep } from './describe-step.ts';
export { isOpen } from './is-open.ts';
export { isWorkingDay } from './is-working-day.ts';
export { nextClosing } from './next-closing.ts';
export { nextOpening } from './next-opening.ts';
export { lastOccurrence, nextOccurrence, type Schedule } from './occurrences.ts';
export { parseHours } from './parse-hours.ts';
export type { Minutes } from './parse-hours.ts';
export { prepareCalendar } from './prepare-calendar.ts';
export type * from './prepared-calendar.ts';
export { readHours } from './read-hours.ts';
export type { HoursRead } from './read-hours.ts';
export { readHolidays } from './read-holidays.ts';
export type { HolidaysResult } from './read-holidays.ts';
export type { Years } from './years.ts';
export type { SkippedEvent } from './skipped-event.ts';
export { isZone } from './zone-offsets.ts';
