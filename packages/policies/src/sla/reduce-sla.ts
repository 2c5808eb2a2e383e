import { readFact } from '../conditions/read-fact.ts';
import { sameValue } from '../conditions/same-value.ts';
import { builtInClocks } from './built-in-clocks.ts';
import { inUtc } from './calendars.ts';
import type { Calendars } from './calendars.ts';
import { elapsedAt } from './count-clock.ts';
import { passTime } from './pass-time.ts';
import { pauseClock } from './pause-clock.ts';
import { retargetClock } from './retarget-clock.ts';
import { scheduleClock } from './schedule-clock.ts';
import { signalClock } from './signal-clock.ts';
import type { Happening } from './signal-clock.ts';
import type { Sla } from './sla.ts';
import type { SlaEntry } from './sla-entry.ts';
import type { SlaClockState, SlaState } from './sla-state.ts';
import type { SlaStep } from './sla-step.ts';
import { isSameTarget, targetFor } from './target-for.ts';

type Happened = Extract<SlaEntry, { readonly events: unknown }>;

/** What applies where no SLA does: clocks go on, without targets. */
const NO_SLA = { elapsed: { newTarget: 'keep', reopened: 'keep' }, clocks: builtInClocks } as const;

/**
 * Takes one step of a ticket's history into its clocks. Pure: time comes from the entries, and an entry that only says how late it is
 * changes nothing but what time itself has changed.
 *
 * `definition` is the SLA that applies to the ticket now (`selectSla`), or null; another than before is a change of targets. `state` is
 * null before the first entry. A refused entry changes nothing.
 *
 * In one step the ended and started clocks come first, then the targets, then the pauses: a response counts although the same step puts
 * the ticket on hold.
 *
 * @throws PolicyFault `malformed` where the SLA names a calendar that is not there.
 */
export function reduceSla(
  definition: Sla | null,
  calendars: Calendars,
  state: SlaState | null,
  entry: SlaEntry,
): SlaStep {
  const at = inUtc(entry.at);
  if (at === undefined) return { ok: false, refusal: 'not_an_instant' };
  if (state === null && !('events' in entry && entry.events.some(isCreation)))
    return { ok: false, refusal: 'not_opened' };
  if (state !== null && at < state.at) return { ok: false, refusal: 'out_of_order' };
  const before = passTime(calendars, state?.clocks ?? [], at);
  if (!('events' in entry)) {
    const sla = state?.sla ?? null;
    return taken(calendars, { at, sla, clocks: before.clocks, watched: state?.watched ?? {} }, before.notices);
  }
  const changed = applyEntry(definition, calendars, { ...entry, at }, state, before.clocks);
  const after = passTime(calendars, changed, at);
  const watched = watchedOf(definition, entry);
  const next = { at, sla: definition?.id ?? null, clocks: after.clocks, watched };
  return taken(calendars, next, [...before.notices, ...after.notices]);
}

function isCreation({ event }: { readonly event: string }): boolean {
  return event === 'ticket.created';
}

function applyEntry(
  definition: Sla | null,
  calendars: Calendars,
  entry: Happened,
  state: SlaState | null,
  clocks: readonly SlaClockState[],
): readonly SlaClockState[] {
  const { at, facts } = entry;
  let heard = clocks;
  for (const happening of happenings(definition, entry, state))
    heard = hear(definition, calendars, heard, happening, at);
  return heard.map((clock) => {
    if (clock.endedAt !== null) return clock;
    const targeted = retargeted(definition, calendars, clock, entry);
    return definition === null ? targeted : pauseClock(definition, calendars, targeted, facts, at);
  });
}

/** What clocks may listen for, a creation first. It opens a ticket once; and creation changes no fact. */
function happenings(definition: Sla | null, { events, facts }: Happened, state: SlaState | null): readonly Happening[] {
  const created = state === null ? events.filter(isCreation) : [];
  const watched = state?.watched ?? {};
  const changed = pathsWatched(definition).filter(
    (path) => Object.hasOwn(watched, path) && !sameValue(watched[path] ?? null, readFact(facts, path) ?? null),
  );
  const others = events.filter((event) => !isCreation(event));
  return [...created, ...others, ...changed.map((path) => ({ changed: path }))];
}

function hear(
  definition: Sla | null,
  calendars: Calendars,
  clocks: readonly SlaClockState[],
  happening: Happening,
  at: string,
): readonly SlaClockState[] {
  const sla = definition ?? NO_SLA;
  const met = new Set(clocks.filter(({ endedAt }) => endedAt !== null).map(({ id }) => id));
  const known = new Map(clocks.map((clock) => [clock.id, clock]));
  for (const clock of sla.clocks) {
    const mayStart = clock.after === undefined || met.has(clock.after);
    const next = signalClock(calendars, clock, known.get(clock.id), happening, {
      at,
      mayStart,
      reopened: sla.elapsed.reopened,
    });
    if (next !== undefined) known.set(clock.id, next);
  }
  return [...known.values()];
}

function retargeted(
  definition: Sla | null,
  calendars: Calendars,
  clock: SlaClockState,
  entry: Happened,
): SlaClockState {
  const listed = (definition ?? NO_SLA).clocks.some(({ id }) => id === clock.id);
  const target = listed ? targetFor(definition, calendars, clock, entry.facts) : null;
  if (!isSameTarget(clock.target, target)) {
    const next = retargetClock(calendars, clock, target, (definition ?? NO_SLA).elapsed.newTarget, entry.at);
    return next.startedAt === clock.startedAt || target === null
      ? next
      : // Business days are counted from the start, which is a new one.
        scheduleClock(calendars, { ...next, target: targetFor(definition, calendars, next, entry.facts) }, entry.at);
  }
  if (entry.calendarsChanged !== true) return clock;
  return scheduleClock(calendars, { ...clock, target }, entry.at);
}

function pathsWatched(definition: Sla | null): readonly string[] {
  const signals = (definition?.clocks ?? []).flatMap(({ starts, restarts, meets, resumes }) => [
    ...starts,
    ...restarts,
    ...meets,
    ...resumes,
  ]);
  return [...new Set(signals.flatMap((signal) => ('changed' in signal ? [signal.changed] : [])))];
}

function watchedOf(definition: Sla | null, { facts }: Happened): SlaState['watched'] {
  return Object.fromEntries(pathsWatched(definition).map((path) => [path, readFact(facts, path) ?? null]));
}

/** The state with every clock read at its instant. */
function taken(calendars: Calendars, state: SlaState, notices: (SlaStep & { readonly ok: true })['notices']): SlaStep {
  const clocks = state.clocks.map((clock) => {
    const elapsed = elapsedAt(calendars, clock, state.at);
    const whole = clock.target?.milliseconds ?? null;
    return { ...clock, elapsed, remaining: whole === null ? null : whole - elapsed, status: statusOf(clock) };
  });
  return { ok: true, state: { ...state, clocks }, notices };
}

function statusOf({ target, breachedAt, endedAt, pausedBy }: SlaClockState): SlaClockState['status'] {
  if (breachedAt !== null) return 'breached';
  if (endedAt !== null) return 'met';
  if (target === null) return 'cancelled';
  return pausedBy.length > 0 ? 'paused' : 'running';
}
