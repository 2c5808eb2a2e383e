import { addBusinessTime } from '../calendars/add-business-time.ts';
import { isOpen } from '../calendars/is-open.ts';
import { readFact } from '../conditions/read-fact.ts';
import type { Facts } from '../conditions/facts.ts';
import { PolicyFault } from '../policy-fault.ts';
import type { Duration } from '../time/duration.ts';
import { calendarOf, countedBetween } from './calendars.ts';
import type { Calendars } from './calendars.ts';
import type { Sla } from './sla.ts';
import type { SlaTarget } from './sla-state.ts';

const HOUR = 3_600_000;

/** The target of a clock that started at an instant, for a ticket with these facts; null where the SLA sets none. */
export function targetFor(
  sla: Sla | null,
  calendars: Calendars,
  clock: { readonly id: string; readonly startedAt: string },
  facts: Facts,
): SlaTarget | null {
  const read = sla === null ? null : readFact(facts, sla.by);
  if (sla === null || read === null || read === undefined || typeof read === 'object') return null;
  const value = String(read);
  const targets = Object.hasOwn(sla.targets, value) ? sla.targets[value] : undefined;
  const duration = targets !== undefined && Object.hasOwn(targets, clock.id) ? targets[clock.id] : undefined;
  if (duration === undefined) return null;
  const calendar = 'milliseconds' in duration ? null : (duration.calendar ?? sla.calendar);
  if (calendar === null && !('milliseconds' in duration))
    throw new PolicyFault('malformed', `SLA ${sla.id} counts in business time without a calendar`);
  const whole = wholeOf(calendars, duration, calendar, clock.startedAt, sla.atClosing ?? 'stay');
  const warnAt = sla.warnAt.toSorted((a, b) => a - b);
  return { sla: sla.id, value, duration, calendar, ...whole, warnAt };
}

/**
 * A target in milliseconds that count. A number of business days depends on when it started; where it ends on an opening, and not on the
 * closing before, it must also do so after a pause.
 */
function wholeOf(
  calendars: Calendars,
  duration: Duration,
  id: string | null,
  startedAt: string,
  atClosing: 'stay' | 'next_opening',
): Pick<SlaTarget, 'milliseconds' | 'atClosing'> {
  const calendar = calendarOf(calendars, id);
  if ('milliseconds' in duration || calendar === null)
    return { milliseconds: 'milliseconds' in duration ? duration.milliseconds : null, atClosing };
  if (duration.business === 'hours') return { milliseconds: Math.round(duration.amount * HOUR), atClosing };
  const added = addBusinessTime(calendar, startedAt, duration, { atClosing });
  if (!added.ok) return { milliseconds: null, atClosing };
  return {
    milliseconds: countedBetween(calendars, id, startedAt, added.due),
    atClosing: isOpen(calendar, added.due) ? 'next_opening' : atClosing,
  };
}

/** Whether two targets are one and the same limit. */
export function isSameTarget(a: SlaTarget | null, b: SlaTarget | null): boolean {
  if (a === null || b === null) return a === b;
  return a.sla === b.sla && a.value === b.value && a.calendar === b.calendar && isSameDuration(a.duration, b.duration);
}

function isSameDuration(a: Duration, b: Duration): boolean {
  if ('milliseconds' in a) return 'milliseconds' in b && a.milliseconds === b.milliseconds;
  return !('milliseconds' in b) && a.business === b.business && a.amount === b.amount;
}
