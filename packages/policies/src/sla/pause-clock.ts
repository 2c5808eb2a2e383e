import { addBusinessTime } from '../calendars/add-business-time.ts';
import { evaluate } from '../conditions/evaluate.ts';
import type { Facts } from '../conditions/facts.ts';
import { calendarOf } from './calendars.ts';
import type { Calendars } from './calendars.ts';
import { isCounting, startCounting, stopCounting } from './count-clock.ts';
import { scheduleClock } from './schedule-clock.ts';
import type { Sla, SlaPause } from './sla.ts';
import type { OpenPause, PastPause, SlaClockState } from './sla-state.ts';

/** Begins the pauses whose condition holds now, and ends those whose condition has ceased. */
export function pauseClock(
  sla: Sla,
  calendars: Calendars,
  clock: SlaClockState,
  facts: Facts,
  at: string,
): SlaClockState {
  const holding = sla.pauses.filter(
    ({ clocks, when }) => clocks.includes(clock.id) && evaluate(when, { ...facts, now: at }).truth === 'holds',
  );
  const holds = (id: string): boolean => holding.some((pause) => pause.id === id);
  const usedUp = clock.usedUp.filter(holds);
  const begun = holding
    .filter(({ id }) => !usedUp.includes(id) && !clock.pausedBy.some(({ pause }) => pause === id))
    .map((pause) => ({ pause: pause.id, since: at, until: endOf(sla, calendars, pause, at) }));
  const over = clock.pausedBy.filter(({ pause }) => !holds(pause));
  if (begun.length + over.length === 0) return { ...clock, usedUp };
  const pausedBy = [...clock.pausedBy.filter(({ pause }) => holds(pause)), ...begun];
  const pauses = [...clock.pauses, ...over.map((pause) => past(pause, at, 'condition'))];
  return resettled(calendars, clock, { ...clock, usedUp, pausedBy, pauses }, at);
}

/** Ends every pause that has lasted as long as it may. */
export function endPausesAt(calendars: Calendars, clock: SlaClockState, at: string): SlaClockState {
  const over = clock.pausedBy.filter(({ until }) => until !== null && until <= at);
  const pausedBy = clock.pausedBy.filter((pause) => !over.includes(pause));
  const usedUp = [...clock.usedUp, ...over.map(({ pause }) => pause)];
  const pauses = [...clock.pauses, ...over.map((pause) => past(pause, at, 'limit'))];
  return resettled(calendars, clock, { ...clock, pausedBy, usedUp, pauses }, at);
}

/** A pause of a clock that ends before the pause does. */
export function past({ pause, since }: OpenPause, to: string, ended: PastPause['ended']): PastPause {
  return { pause, from: since, to, ended };
}

/** Only where the clock begins or ceases to count do its times change; one pause may take over from another. */
function resettled(calendars: Calendars, before: SlaClockState, after: SlaClockState, at: string): SlaClockState {
  if (isCounting(before) === isCounting(after)) return after;
  const counting = isCounting(after) ? startCounting(after, at) : stopCounting(calendars, after, at);
  return scheduleClock(calendars, counting, at);
}

function endOf(sla: Sla, calendars: Calendars, { atMost }: SlaPause, since: string): string | null {
  if (atMost === null) return null;
  const calendar = 'milliseconds' in atMost ? null : calendarOf(calendars, atMost.calendar ?? sla.calendar);
  const end = addBusinessTime(calendar, since, atMost);
  return end.ok ? end.due : null;
}
