import { afterCounting } from './calendars.ts';
import type { Calendars } from './calendars.ts';
import { countedBefore, isCounting, openStretch } from './count-clock.ts';
import type { SlaClockState, SlaTarget } from './sla-state.ts';

const NOT_DUE = { due: null, dueSteps: [], dueFailure: null, warnings: [] } as const;

/**
 * Works out when a clock is due and warns, from the stretch that lasts. Asked only when something changed: until then the times stand as
 * they were found, whatever becomes of calendars and time zones.
 */
export function scheduleClock(calendars: Calendars, clock: SlaClockState, at: string): SlaClockState {
  const { target } = clock;
  if (clock.endedAt !== null || clock.breachedAt !== null) return { ...clock, warnings: [] };
  if (target === null) return { ...clock, ...NOT_DUE };
  if (target.milliseconds === null) return { ...clock, ...NOT_DUE, dueFailure: 'never_opens' };
  const left = target.milliseconds - countedBefore(calendars, clock);
  const open = openStretch(clock);
  if (!isCounting(clock) || open === undefined)
    return left > 0 ? { ...clock, ...NOT_DUE } : { ...clock, ...NOT_DUE, due: at };
  if (left <= 0) return { ...clock, ...NOT_DUE, due: at };
  const due = afterCounting(calendars, target, open.from, left);
  if (!due.ok) return { ...clock, ...NOT_DUE, dueFailure: due.failure };
  const warnings = warningsOf(calendars, clock, target, open.from);
  return { ...clock, due: due.due, dueSteps: due.steps, dueFailure: null, warnings };
}

function warningsOf(
  calendars: Calendars,
  clock: SlaClockState,
  target: SlaTarget,
  from: string,
): SlaClockState['warnings'] {
  const before = countedBefore(calendars, clock);
  return target.warnAt
    .filter((percent) => !clock.warned.includes(percent))
    .flatMap((percent) => {
      const left = Math.max(0, Math.round(((target.milliseconds ?? 0) * percent) / 100) - before);
      const moment = afterCounting(calendars, { ...target, atClosing: 'stay' }, from, left);
      return moment.ok ? [{ percent, at: moment.due }] : [];
    });
}
