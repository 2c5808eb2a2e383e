import { isCounting } from './count-clock.ts';
import type { SlaClockState, SlaState } from './sla-state.ts';

/** Something that comes about by time alone. */
export interface SlaMoment {
  readonly at: string;
  readonly clock: string;
  readonly kind: 'warning' | 'pause_ends' | 'breach';
}

const ORDER: readonly SlaMoment['kind'][] = ['warning', 'pause_ends', 'breach'];

/**
 * The next instant at which time alone changes anything: when to come back with an entry of `at`. Null where it never does. Nothing has
 * to be polled, and nothing is lost by coming late.
 */
export function nextMoment({ clocks }: Pick<SlaState, 'clocks'>): SlaMoment | null {
  let next: SlaMoment | null = null;
  for (const moment of clocks.flatMap(momentsOf)) if (next === null || isBefore(moment, next)) next = moment;
  return next;
}

function isBefore(a: SlaMoment, b: SlaMoment): boolean {
  return a.at === b.at ? ORDER.indexOf(a.kind) < ORDER.indexOf(b.kind) : a.at < b.at;
}

function momentsOf(clock: SlaClockState): readonly SlaMoment[] {
  const { id, due, endedAt, breachedAt } = clock;
  if (endedAt !== null) return [];
  const moments: SlaMoment[] = [];
  for (const { until } of clock.pausedBy)
    if (until !== null) moments.push({ at: until, clock: id, kind: 'pause_ends' });
  const [warning] = clock.warnings;
  if (warning !== undefined && isCounting(clock)) moments.push({ at: warning.at, clock: id, kind: 'warning' });
  if (due !== null && breachedAt === null) moments.push({ at: due, clock: id, kind: 'breach' });
  return moments;
}
