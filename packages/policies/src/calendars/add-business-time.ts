import type { Duration } from '../time/duration.ts';
import type { BusinessStep, DueTime } from './business-step.ts';
import { addWorkingDays } from './add-working-days.ts';
import { instantOf, millisecondsOf } from './instant.ts';
import { isOpenAt } from './is-open.ts';
import { HORIZON, afterOpenTime, firstOpen, yearOf } from './open-time.ts';
import type { PreparedCalendar } from './prepared-calendar.ts';
import { stepsBetween } from './steps-between.ts';
import { waitedForOpening } from './waited-for-opening.ts';

/** What happens to a deadline that falls on closing time exactly. */
export interface DueOptions {
  /** `stay` (the default): due at closing. `next_opening`: due when it opens again. */
  readonly atClosing?: 'stay' | 'next_opening';
}

const HOUR = 3_600_000;
const MAX_CLOCK_TIME = HORIZON * 366 * 24 * HOUR;

/**
 * When something is due that starts at `from` and may take so long, and why.
 *
 * - Clock time runs day and night and asks no calendar.
 * - Business hours are open hours: due is the earliest instant at which it has been open for so long. Outside of hours nothing counts.
 * - A business day is *until the same time of day on the next working day*. A start outside of hours counts as the next opening. Where
 *   the last day is closed at that time of day, it is due at that day's next opening, or else at its last closing.
 *
 * @throws PolicyFault `malformed` where `from` is no ISO instant.
 * @example
 * addBusinessTime(berlin, '2026-03-27T13:30:00Z', { business: 'hours', amount: 2 }); // Friday 14:30, closes at 15:00
 * // { ok: true, due: '2026-03-30T07:30:00.000Z', … }: Monday 9:30, and the clocks went forward
 */
export function addBusinessTime(
  calendar: PreparedCalendar | null,
  from: string,
  duration: Duration,
  options: DueOptions = {},
): DueTime {
  const start = millisecondsOf(from);
  if ('milliseconds' in duration) return addClockTime(start, duration.milliseconds);
  if (calendar === null) return { ok: false, failure: 'no_calendar' };
  if (!(duration.amount >= 0)) return { ok: false, failure: 'bad_duration' };
  if (duration.business === 'hours') return addOpenTime(calendar, start, Math.round(duration.amount * HOUR), options);
  if (!Number.isInteger(duration.amount)) return { ok: false, failure: 'bad_duration' };
  const added = addWorkingDays(calendar, start, duration.amount);
  if (added === undefined) return { ok: false, failure: failureOf(calendar, start) };
  return dueAt(calendar, start, added, options);
}

/** When it has been open for so many milliseconds since `from`, with the reasons. */
export function addOpenTime(
  calendar: PreparedCalendar,
  from: number,
  milliseconds: number,
  options: DueOptions = {},
): DueTime {
  const due = afterOpenTime(calendar, from, milliseconds);
  if (due === undefined) return { ok: false, failure: failureOf(calendar, from) };
  const { id, zone } = calendar.calendar;
  const counted: BusinessStep = { kind: 'open_time', milliseconds, calendar: id, zone };
  const opens = milliseconds === 0 ? from : (firstOpen(calendar, from) ?? from);
  return dueAt(calendar, from, { due, steps: [...waitedForOpening(from, opens), counted] }, options);
}

function addClockTime(start: number, milliseconds: number): DueTime {
  if (!(milliseconds >= 0)) return { ok: false, failure: 'bad_duration' };
  if (milliseconds > MAX_CLOCK_TIME || yearOf(start + milliseconds) > 9999) return { ok: false, failure: 'too_far' };
  return { ok: true, due: instantOf(start + milliseconds), steps: [{ kind: 'clock_time', milliseconds }] };
}

/** Settles a deadline that falls on closing time, and tells what lay on the way. */
function dueAt(
  calendar: PreparedCalendar,
  from: number,
  { due, steps }: { readonly due: number; readonly steps: readonly BusinessStep[] },
  { atClosing = 'stay' }: DueOptions,
): DueTime {
  if (isOpenAt(calendar, due)) return found(calendar, from, due, steps);
  if (atClosing === 'stay') {
    const closing = isOpenAt(calendar, due - 1);
    const stays: BusinessStep = { kind: 'stays_at_closing', at: instantOf(due) };
    return found(calendar, from, due, closing ? [...steps, stays] : steps);
  }
  const opening = firstOpen(calendar, due);
  if (opening === undefined) return { ok: false, failure: failureOf(calendar, from) };
  const moved: BusinessStep = { kind: 'moved_to_opening', from: instantOf(due), to: instantOf(opening) };
  return found(calendar, from, opening, [...steps, moved]);
}

function found(calendar: PreparedCalendar, from: number, due: number, steps: readonly BusinessStep[]): DueTime {
  return { ok: true, due: instantOf(due), steps: [...steps, ...stepsBetween(calendar, from, due)] };
}

function failureOf(calendar: PreparedCalendar, from: number): 'never_opens' | 'too_far' {
  return firstOpen(calendar, from) === undefined ? 'never_opens' : 'too_far';
}
