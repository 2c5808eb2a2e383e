import type { JsonObject } from '@deskbook/policies';
import { reduceSla } from '@deskbook/policies/sla';
import type { Calendars, SlaClockState, SlaState } from '@deskbook/policies/sla';

/** A ticket's clocks as of an instant that is not before them. */
export function clocksAt(state: SlaState, calendars: Calendars, at: string): SlaState {
  const step = reduceSla(null, calendars, state, { at });
  return step.ok ? step.state : state;
}

/**
 * The record that `sla` is in conditions and texts: one clock of a ticket, and whether any target of it was missed. Unless a clock is named
 * it is the one with the least time left of those that run or stand still; where there is none, only the SLA and `breached` are told.
 */
export function slaRecord({ sla, clocks }: SlaState, named: string | null = null): JsonObject {
  const clock = named === null ? mostPressing(clocks) : clocks.find(({ id }) => id === named);
  return {
    ...(sla === null ? {} : { id: sla }),
    breached: clocks.some(({ breaches }) => breaches.length > 0),
    ...(clock === undefined ? {} : clockRecord(clock)),
  };
}

function clockRecord({ id, status, target, due, elapsed, remaining }: SlaClockState): JsonObject {
  const whole = target?.milliseconds ?? null;
  return {
    clock: id,
    status,
    elapsed,
    ...(whole === null ? {} : { target: whole, share: whole === 0 ? 100 : Math.floor((100 * elapsed) / whole) }),
    ...(due === null ? {} : { due }),
    ...(remaining === null ? {} : { remaining }),
  };
}

function mostPressing(clocks: readonly SlaClockState[]): SlaClockState | undefined {
  const open = clocks.filter(({ endedAt, remaining }) => endedAt === null && remaining !== null);
  return open.toSorted((one, other) => (one.remaining ?? 0) - (other.remaining ?? 0))[0];
}
