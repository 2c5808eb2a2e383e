import { readFact } from '@deskbook/policies/conditions';
import type { Facts, Json } from '@deskbook/policies';
import type { SlaAuthor, SlaEvent } from '@deskbook/policies/sla';
import type { DeskEvent, FactChange } from '../events/desk-event.ts';

const done: ReadonlySet<Json> = new Set(['resolved', 'closed', 'cancelled']);

/**
 * What the clocks of an SLA hear of one event: its type, with who did it, and that the ticket was resolved or reopened, which help desks
 * tell as a change of its state; one that is cancelled is resolved. A comment only colleagues can read is no answer to anybody, so nothing is heard of it.
 */
export function ticketEvents(
  event: DeskEvent,
  facts: Facts,
  changes: readonly FactChange[],
  isOwn: boolean,
): readonly SlaEvent[] {
  const by = authorOf(event, facts, isOwn);
  const isInternal = event.type === 'ticket.commented' && readFact(facts, 'comment.public') === false;
  const own = isInternal ? [] : [{ event: event.type, ...(by === null ? {} : { by }) }];
  const state = changes.find(({ fact }) => fact === 'ticket.state');
  const ended = state === undefined ? null : stateEvent(state);
  return ended === null || ended === event.type ? own : [...own, { event: ended }];
}

/** What clocks hear of a ticket that is over already when the desk first hears of it. */
export const overAtFirst = (facts: Facts): readonly SlaEvent[] =>
  done.has(readFact(facts, 'ticket.state') ?? null) ? [{ event: 'ticket.resolved' }] : [];

function stateEvent({ from = null, to }: FactChange): 'ticket.resolved' | 'ticket.reopened' | null {
  if (done.has(to)) return done.has(from) ? null : 'ticket.resolved';
  return done.has(from) ? 'ticket.reopened' : null;
}

/** Whoever wrote a comment, or else did it: the requester, the desk itself, or whoever helps. Null: nobody knows. */
function authorOf({ type, data }: DeskEvent, facts: Facts, isOwn: boolean): SlaAuthor | null {
  if (isOwn) return 'desk';
  const author = type === 'ticket.commented' ? readFact(facts, 'comment.author') : undefined;
  const person = typeof author === 'string' ? author : data.actor;
  if (person === null) return null;
  return person === readFact(facts, 'ticket.requester') ? 'requester' : 'agent';
}
