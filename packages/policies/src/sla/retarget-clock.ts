import { countedBetween } from './calendars.ts';
import type { Calendars } from './calendars.ts';
import { elapsedAt, startCounting, stopCounting } from './count-clock.ts';
import { scheduleClock } from './schedule-clock.ts';
import type { Sla } from './sla.ts';
import type { SlaClockState, SlaTarget } from './sla-state.ts';

/**
 * Gives a clock another target. The pauses it has had, and the one it may be in, stay what they are: what has elapsed is a matter of
 * the clock, and a target only limits it. A first target is no change: it limits all that has elapsed.
 */
export function retargetClock(
  calendars: Calendars,
  clock: SlaClockState,
  target: SlaTarget | null,
  policy: Sla['elapsed']['newTarget'],
  at: string,
): SlaClockState {
  if (clock.target === null || target === null)
    return scheduled(calendars, { ...settled(calendars, clock, at), target }, at);
  switch (policy) {
    case 'keep':
      return scheduled(calendars, { ...settled(calendars, clock, at), target }, at);
    case 'recompute':
      return scheduled(calendars, { ...recounted(calendars, clock, target), target }, at);
    case 'restart':
      return scheduled(calendars, { ...fresh(clock, at), target }, at);
  }
}

/** What has elapsed under the former target is closed; the present stretch goes on from here. Without a target nothing was counted yet. */
function settled(calendars: Calendars, clock: SlaClockState, at: string): SlaClockState {
  return clock.target === null ? clock : startCounting(stopCounting(calendars, clock, at), at);
}

function recounted(calendars: Calendars, clock: SlaClockState, target: SlaTarget): SlaClockState {
  const stretches = clock.stretches.map((stretch) =>
    stretch.to === null
      ? stretch
      : { ...stretch, milliseconds: countedBetween(calendars, target.calendar, stretch.from, stretch.to) },
  );
  return { ...clock, stretches };
}

/** The clock at zero, in its next round. */
export function fresh(clock: SlaClockState, at: string): SlaClockState {
  const zero = { startedAt: at, round: clock.round + 1, stretches: [], warned: [], breachedAt: null, endedAt: null };
  return startCounting({ ...clock, ...zero }, at);
}

/** Stretches that had no target to count by are counted now; what the new target has not reached is open again. */
function scheduled(calendars: Calendars, clock: SlaClockState, at: string): SlaClockState {
  const { target } = clock;
  if (target === null) return scheduleClock(calendars, { ...clock, breachedAt: null, warned: [] }, at);
  const stretches = clock.stretches.map((stretch) =>
    stretch.to === null || stretch.milliseconds !== null
      ? stretch
      : { ...stretch, milliseconds: countedBetween(calendars, target.calendar, stretch.from, stretch.to) },
  );
  const counted = { ...clock, stretches };
  const elapsed = elapsedAt(calendars, counted, at);
  const reached = (percent: number): boolean =>
    target.milliseconds !== null && elapsed >= (target.milliseconds * percent) / 100;
  const warned = clock.warned.filter(reached);
  return scheduleClock(calendars, { ...counted, warned, breachedAt: reached(100) ? clock.breachedAt : null }, at);
}
