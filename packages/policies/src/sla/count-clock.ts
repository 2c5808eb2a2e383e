import { countedBetween } from './calendars.ts';
import type { Calendars } from './calendars.ts';
import type { SlaClockState, Stretch } from './sla-state.ts';

/** Whether time counts on a clock: it has not ended, and nothing pauses it. */
export function isCounting({ endedAt, pausedBy }: SlaClockState): boolean {
  return endedAt === null && pausedBy.length === 0;
}

/** The stretch that lasts, if there is one. */
export function openStretch({ stretches }: SlaClockState): Stretch | undefined {
  const last = stretches.at(-1);
  return last?.to === null ? last : undefined;
}

/** What counted in the stretches that are over. What was not counted yet counts by the present target. */
export function countedBefore(calendars: Calendars, { stretches, target }: SlaClockState): number {
  let counted = 0;
  for (const { from, to, milliseconds } of stretches) {
    if (to !== null) counted += milliseconds ?? countedBetween(calendars, target?.calendar ?? null, from, to);
  }
  return counted;
}

/** What has counted up to an instant. */
export function elapsedAt(calendars: Calendars, clock: SlaClockState, at: string): number {
  const open = openStretch(clock);
  const before = countedBefore(calendars, clock);
  return open === undefined
    ? before
    : before + countedBetween(calendars, clock.target?.calendar ?? null, open.from, at);
}

/** The clock with its stretch closed at an instant; one of no length is dropped. */
export function stopCounting(calendars: Calendars, clock: SlaClockState, at: string): SlaClockState {
  const open = openStretch(clock);
  if (open === undefined) return clock;
  const milliseconds = clock.target === null ? null : countedBetween(calendars, clock.target.calendar, open.from, at);
  const closed = open.from === at ? [] : [{ from: open.from, to: at, milliseconds }];
  return { ...clock, stretches: [...clock.stretches.slice(0, -1), ...closed] };
}

/** The clock with a stretch open since an instant, where it counts at all. */
export function startCounting(clock: SlaClockState, at: string): SlaClockState {
  if (!isCounting(clock) || openStretch(clock) !== undefined) return clock;
  return { ...clock, stretches: [...clock.stretches, { from: at, to: null, milliseconds: null }] };
}
