import { readFact } from '@deskbook/policies/conditions';
import type { Facts, JsonObject } from '@deskbook/policies';
import { isOwnEvent } from '../events/own-event.ts';
import { gatherFacts } from '../facts/index.ts';
import { factsOfSlas } from '../service-levels/facts-of-slas.ts';
import { clocksId, type KeptClocks, readKept } from '../service-levels/kept-clocks.ts';
import { pickFacts } from '../service-levels/pick-facts.ts';
import { type ClockStep, stepClocks } from '../service-levels/step-clocks.ts';
import { overAtFirst, ticketEvents } from '../service-levels/ticket-events.ts';
import { withoutChanges } from '../service-levels/without-changes.ts';
import type { DeskParts } from './desk-parts.ts';
import type { Considered } from './intake.ts';
import { reckoningOf } from './reckoning-of.ts';

/**
 * What an event means for the clocks of its ticket; null: it has none, and no SLA could give it one. `again`: it was taken in before, and
 * more is known now of the people it speaks of.
 */
export async function clocksOfEvent(
  parts: DeskParts,
  considered: Considered,
  now: string,
  again = false,
): Promise<ClockStep | null> {
  const { event, changes } = considered;
  if (event.subject === null || event.data.facts['ticket'] === undefined || isOwnEvent(event)) return null;
  const kept = readKept(parts.store.timer(clocksId(event.subject)));
  if (kept === null && Object.keys(parts.bundle.slas).length === 0) return null;
  const { facts, unavailable } = await slaFacts(parts, considered.facts, kept, now);
  const at = again ? now : event.time;
  const told = ticketEvents(event, considered.facts, changes, event.data.own !== null);
  const heard = again ? [] : kept === null ? [...told, ...overAtFirst(considered.facts)] : told;
  const created = readFact(considered.facts, 'ticket.created_at');
  const isEarlier = typeof created === 'string' && Date.parse(created) <= Date.parse(at);
  const begins = {
    at: isEarlier ? created : at,
    facts: withoutChanges(facts, changes),
    isCreation: event.data.created,
  };
  const isPartial = unavailable.length > 0;
  const happening = { ticket: event.subject, at, heard, facts, isPartial, begins };
  return stepClocks(kept, happening, reckoningOf(parts, kept, now));
}

/** The facts that SLAs read, as they are now. What cannot be read is as it was last: an outage changes no SLA. */
export async function slaFacts(
  { bundle, host }: DeskParts,
  base: Facts,
  kept: KeptClocks | null,
  now: string,
): Promise<{ readonly facts: JsonObject; readonly unavailable: readonly string[] }> {
  const needs = factsOfSlas(Object.values(bundle.slas));
  const gathered = await gatherFacts({ bundle, needs, base, ports: host, now });
  const unavailable = gathered.unavailable.map(({ root }) => root);
  const roots = new Set(unavailable.map((fact) => fact.split('.', 1)[0] ?? ''));
  const before = Object.entries(kept?.facts ?? {}).filter(([root]) => roots.has(root));
  return { facts: { ...pickFacts(gathered.facts, needs), ...Object.fromEntries(before) }, unavailable };
}
