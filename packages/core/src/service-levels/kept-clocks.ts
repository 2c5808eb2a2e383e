import type { Facts, JsonObject } from '@deskbook/policies';
import { nextMoment } from '@deskbook/policies/sla';
import type { SlaNotice, SlaState } from '@deskbook/policies/sla';
import type { Timer } from '../journal/store.ts';

/** What is kept of a ticket's clocks, so that any process can go on with them when time alone changes something. */
export interface KeptClocks {
  readonly ticket: string;
  readonly state: SlaState;
  /** The facts that SLAs read, as they last were: they stand in for what cannot be read. */
  readonly facts: Facts;
  /** The bundle they were last reckoned by, and the SLAs in it, both by hash. */
  readonly bundle: string;
  readonly definitions: string;
  /** Warnings and breaches that have come about and are not journaled yet, in order. */
  readonly untold: readonly SlaNotice[];
  /** Something could not be read when they were reckoned: when to try again. */
  readonly owed: string | null;
}

const PREFIX = 'sla:';

/** The id of the timer that keeps the clocks of a ticket. */
export const clocksId = (ticket: string): string => `${PREFIX}${ticket}`;

/** When something is to be done about a ticket's clocks; null: not before something happens to it. */
export function dueOf({ untold, owed, state }: KeptClocks): string | null {
  const instants = [untold[0]?.at, owed, nextMoment(state)?.at].flatMap((at) => at ?? []);
  return instants.sort()[0] ?? null;
}

/** The clocks as the store keeps them. */
export const timerOf = (kept: KeptClocks): Timer => ({
  id: clocksId(kept.ticket),
  due: dueOf(kept),
  state: kept as unknown as JsonObject,
});

/** Clocks as they were kept; null: of this ticket there are none. */
export function readKept(timer: Timer | null): KeptClocks | null {
  return timer === null || !timer.id.startsWith(PREFIX) ? null : (timer.state as unknown as KeptClocks);
}
