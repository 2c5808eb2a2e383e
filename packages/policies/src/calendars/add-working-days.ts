import type { BusinessStep } from './business-step.ts';
import { instantOf } from './instant.ts';
import { DAY } from './local-day.ts';
import { yearOf } from './open-time.ts';
import type { PreparedCalendar } from './prepared-calendar.ts';
import { waitedForOpening } from './waited-for-opening.ts';
import { firstShowing } from './wall-clock.ts';
import { placeOf, workingDayAfter } from './working-day.ts';
import type { WorkingDay } from './working-day.ts';

/** The same time of day so many working days later; `undefined` beyond the horizon. No day at all is the start itself. */
export function addWorkingDays(
  calendar: PreparedCalendar,
  from: number,
  days: number,
): { readonly due: number; readonly steps: readonly BusinessStep[] } | undefined {
  const { id, zone } = calendar.calendar;
  const counted: BusinessStep = { kind: 'working_days', days, calendar: id, zone };
  if (days === 0) return { due: from, steps: [counted] };
  const place = placeOf(calendar, from);
  const last = place === undefined ? undefined : workingDayAfter(calendar, place.day, days);
  if (place === undefined || last === undefined) return undefined;
  const { offsets } = calendar.year(yearOf(last.day * DAY));
  const wanted = firstShowing(offsets, last.day * DAY + place.time);
  const due = withinHours(last, wanted);
  const steps = [...waitedForOpening(from, place.at), counted];
  if (due === wanted) return { due, steps };
  return { due, steps: [...steps, { kind: 'closed_at_that_time', wanted: instantOf(wanted), taken: instantOf(due) }] };
}

/** A time of a working day that is open or a closing; otherwise that day's next opening, or else its last closing. */
function withinHours({ stretches }: WorkingDay, wanted: number): number {
  for (const { opens, closes } of stretches) if (wanted <= closes) return Math.max(wanted, opens);
  return stretches.at(-1)?.closes ?? wanted;
}
