import type { Calendars } from './calendars.ts';
import { startCounting, stopCounting } from './count-clock.ts';
import { past } from './pause-clock.ts';
import { fresh } from './retarget-clock.ts';
import { scheduleClock } from './schedule-clock.ts';
import type { Sla, SlaClock, SlaSignal } from './sla.ts';
import type { SlaEvent } from './sla-entry.ts';
import type { SlaClockState } from './sla-state.ts';

/** One thing that clocks listen for: an event, or a fact that changed. */
export type Happening = SlaEvent | { readonly changed: string };

/** Shows one happening to one clock, which may not have started yet. A clock that is paused hears it as well. */
export function signalClock(
  calendars: Calendars,
  definition: SlaClock,
  clock: SlaClockState | undefined,
  happening: Happening,
  context: { readonly at: string; readonly mayStart: boolean; readonly reopened: Sla['elapsed']['reopened'] },
): SlaClockState | undefined {
  const { at, mayStart, reopened } = context;
  const hears = (signals: readonly SlaSignal[]): boolean => signals.some((signal) => isHeard(signal, happening));
  if (clock === undefined) return mayStart && hears(definition.starts) ? started(definition.id, at) : undefined;
  if (clock.endedAt === null) {
    if (hears(definition.meets)) return ended(calendars, clock, at);
    return hears(definition.restarts) ? anew(clock, at) : clock;
  }
  if (hears(definition.resumes)) {
    if (reopened === 'restart') return anew(clock, at);
    return scheduleClock(calendars, startCounting({ ...clock, endedAt: null }, at), at);
  }
  return mayStart && hears(definition.starts) ? anew(clock, at) : clock;
}

function isHeard(signal: SlaSignal, happening: Happening): boolean {
  if ('changed' in signal) return 'changed' in happening && signal.changed === happening.changed;
  if ('changed' in happening || signal.event !== happening.event) return false;
  return signal.by === undefined || signal.by === happening.by;
}

function started(id: string, at: string): SlaClockState {
  const none = {
    stretches: [],
    pausedBy: [],
    usedUp: [],
    pauses: [],
    warnings: [],
    warned: [],
    breaches: [],
    dueSteps: [],
  };
  const unset = { target: null, remaining: null, due: null, dueFailure: null, breachedAt: null, endedAt: null };
  return startCounting({ id, status: 'cancelled', startedAt: at, round: 1, elapsed: 0, ...none, ...unset }, at);
}

/** The next round. It has no target yet: that is found with the facts of this entry. */
function anew(clock: SlaClockState, at: string): SlaClockState {
  return { ...fresh(clock, at), target: null, due: null, dueSteps: [], dueFailure: null, warnings: [] };
}

function ended(calendars: Calendars, clock: SlaClockState, at: string): SlaClockState {
  const pauses = [...clock.pauses, ...clock.pausedBy.map((pause) => past(pause, at, 'clock_ended'))];
  return { ...stopCounting(calendars, clock, at), pauses, pausedBy: [], usedUp: [], endedAt: at, warnings: [] };
}
