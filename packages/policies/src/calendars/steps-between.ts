import type { BusinessStep } from './business-step.ts';
import { instantOf } from './instant.ts';
import { DAY, dayOf } from './local-day.ts';
import { yearOf } from './open-time.ts';
import type { PreparedCalendar } from './prepared-calendar.ts';
import { shownAt } from './wall-clock.ts';

/** What lay between a start and a due time: holidays, clock changes, the end of what is known of holidays. */
export function stepsBetween(calendar: PreparedCalendar, from: number, due: number): readonly BusinessStep[] {
  const lastDay = localDay(calendar, due);
  const steps = [...holidaysBetween(calendar, localDay(calendar, from), lastDay), ...clockChanges(calendar, from, due)];
  const known = calendar.calendar.holidaysKnownUntil;
  if (known !== undefined && lastDay > (dayOf(known) ?? lastDay))
    steps.push({ kind: 'holidays_unknown', after: known });
  return steps;
}

function localDay(calendar: PreparedCalendar, at: number): number {
  return Math.floor(shownAt(calendar.year(yearOf(at)).offsets, at) / DAY);
}

function* holidaysBetween({ holidays }: PreparedCalendar, first: number, last: number): Generator<BusinessStep> {
  for (const { day, holiday } of holidays) {
    if (day > last) return;
    if (day < first) continue;
    const { date, name, hours = [] } = holiday;
    yield { kind: 'holiday', date, ...(name === undefined ? {} : { name }), hours };
  }
}

function* clockChanges(calendar: PreparedCalendar, from: number, due: number): Generator<BusinessStep> {
  for (let year = yearOf(from); year <= yearOf(due); year += 1) {
    const { offsets } = calendar.year(year);
    for (const [index, { from: at, ahead }] of offsets.entries()) {
      const former = offsets[index - 1];
      if (former === undefined || at <= from || at > due || yearOf(at) !== year) continue;
      yield { kind: 'clock_change', at: instantOf(at), milliseconds: ahead - former.ahead };
    }
  }
}
