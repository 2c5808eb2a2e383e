import { explain, readFact } from '@deskbook/policies/conditions';
import type { Condition, Explanation, Facts } from '@deskbook/policies';
import { selectSla } from '@deskbook/policies/sla';
import type { Sla, SlaEntry } from '@deskbook/policies/sla';
import { calendarsOf } from '../execution/calendars-of.ts';
import type { DeskEvent } from '../events/desk-event.ts';
import { withoutChanges } from '../service-levels/without-changes.ts';
import { factsOfSlas } from '../service-levels/facts-of-slas.ts';
import { runClocks } from '../service-levels/run-clocks.ts';
import type { ConsideredSla, ServiceLevel } from '../service-levels/service-level.ts';
import { ticketEvents } from '../service-levels/ticket-events.ts';
import type { RawEvent } from '../ports/help-desk.ts';
import { considerMessage, type Unreadable } from './classify-event.ts';
import type { DeskParts } from './desk-parts.ts';
import { gatherMore } from './gather-more.ts';
import type { Considered } from './intake.ts';
import { showExplanation } from './show-explanation.ts';
import { withoutSecrets } from './without-secrets.ts';

/**
 * Says which SLA a ticket has and where its clocks stand, as of the event's own time unless another is given. Nothing is kept. All that
 * is known of the ticket's past is what the event tells: when it was created, and what the event changed.
 */
export async function serviceLevelOf(
  desk: DeskParts,
  message: RawEvent | DeskEvent,
  at: string | null,
): Promise<ServiceLevel | Unreadable> {
  const read = await considerMessage(desk, message, at);
  if ('status' in read) return read;
  const { parts, considered } = read;
  const { bundle } = parts;
  const slas = Object.values(bundle.slas);
  const facts = await gatherMore(parts, considered.facts, factsOfSlas(slas));
  const { sla, tied } = selectSla(slas, facts);
  const now = parts.clock.now();
  const { state, notices } = runClocks(slas, calendarsOf(bundle), historyOf(considered, facts, now));
  const shown = withoutSecrets(bundle.facts, facts);
  return {
    sla: sla?.id ?? null,
    considered: consideredSlas(slas, facts, shown),
    tied,
    by: sla === null ? null : { fact: sla.by, value: readFact(shown, sla.by) ?? null },
    at: now,
    clocks: state?.clocks ?? [],
    notices,
  };
}

/** The steps one event tells of: the ticket as it was before it, when it was created; the event; and the time since. */
function historyOf({ event, changes }: Considered, facts: Facts, now: string): readonly SlaEntry[] {
  const written = readFact(facts, 'ticket.created_at');
  const isEarlier = typeof written === 'string' && Date.parse(written) <= Date.parse(event.time);
  const created = { event: 'ticket.created' };
  const at = isEarlier ? written : event.time;
  const begins: SlaEntry = event.data.created
    ? { at, events: [created], facts }
    : { at, events: [created], facts: withoutChanges(facts, changes) };
  const heard = ticketEvents(event, facts, changes, event.data.own !== null);
  const happened: readonly SlaEntry[] = event.data.created ? [] : [{ at: event.time, events: heard, facts }];
  return [begins, ...happened, { at: now }];
}

/** Every SLA by rank, with whether it is about a ticket of these facts. */
export function consideredSlas(slas: readonly Sla[], facts: Facts, masked: Facts): readonly ConsideredSla[] {
  const byId = new Map(slas.map((sla) => [sla.id, sla]));
  const shown = (condition: Condition): Explanation =>
    showExplanation(explain(condition, facts), explain(condition, masked));
  return selectSla(slas, facts).considered.flatMap(({ sla: id, truth, missing }) => {
    const sla = byId.get(id);
    if (sla === undefined) return [];
    const { rank, reference, when } = sla;
    return [{ sla: id, rank, reference, truth, missing, when: when === null ? null : shown(when) }];
  });
}
