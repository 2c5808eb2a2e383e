import type { JsonObject } from '@deskbook/policies';
import { readClockOfTicket } from '../service-levels/clock-of-ticket.ts';
import { clocksId, readKept } from '../service-levels/kept-clocks.ts';
import { clocksAt, slaRecord } from '../service-levels/sla-record.ts';
import type { DeskParts } from './desk-parts.ts';
import { calendarsFor } from './reckoning-of.ts';

/** Where a ticket stands with its SLA at a moment, as the facts `sla`; null: it has no clocks. */
export function readServiceLevel(
  parts: Pick<DeskParts, 'store' | 'bundle' | 'bundleOf'>,
  id: string,
  now: string,
): JsonObject | null {
  const { ticket, clock } = readClockOfTicket(id);
  const kept = readKept(parts.store.timer(clocksId(ticket)));
  return kept === null ? null : slaRecord(clocksAt(kept.state, calendarsFor(parts, kept), now), clock);
}
