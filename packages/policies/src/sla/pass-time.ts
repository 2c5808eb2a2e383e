import type { Calendars } from './calendars.ts';
import { nextMoment } from './next-moment.ts';
import type { SlaMoment } from './next-moment.ts';
import { endPausesAt } from './pause-clock.ts';
import type { SlaClockState } from './sla-state.ts';
import type { SlaNotice } from './sla-step.ts';

/** Clocks, and what they have to tell. */
export interface Passed {
  readonly clocks: readonly SlaClockState[];
  readonly notices: readonly SlaNotice[];
}

/**
 * Everything that time alone brings about up to an instant, in order: so it makes no difference when, or how often, one asks. What is
 * due at the instant itself is too late.
 */
export function passTime(calendars: Calendars, clocks: readonly SlaClockState[], to: string): Passed {
  const notices: SlaNotice[] = [];
  let now = clocks;
  let moment = nextMoment({ clocks: now });
  while (moment !== null && moment.at <= to) {
    const passing = moment;
    now = now.map((clock) => (clock.id === passing.clock ? pass(calendars, clock, passing, notices) : clock));
    moment = nextMoment({ clocks: now });
  }
  return { clocks: now, notices };
}

function pass(
  calendars: Calendars,
  clock: SlaClockState,
  { kind, at }: SlaMoment,
  notices: SlaNotice[],
): SlaClockState {
  const { id, target, round } = clock;
  if (kind === 'pause_ends') return endPausesAt(calendars, clock, at);
  if (target === null) return clock;
  if (kind === 'breach') {
    notices.push({ kind: 'breached', clock: id, at, target });
    return { ...clock, breachedAt: at, breaches: [...clock.breaches, { at, target, round }], warnings: [] };
  }
  const [warning, ...warnings] = clock.warnings;
  if (warning === undefined) return clock;
  notices.push({ kind: 'warning', clock: id, at, percent: warning.percent, target });
  return { ...clock, warnings, warned: [...clock.warned, warning.percent] };
}
