import { evaluate, factsOf } from '@deskbook/policies/conditions';
import { ticketRecord } from '../../facts/ticket-record.ts';
import { answer, factsFor, visitOf, type NodeWork } from '../work.ts';

/** Looks for recorded tickets, each read as `other`. One of which it is undecided whether it is meant is not. */
export async function searchTickets(work: NodeWork<'search'>): Promise<void> {
  const { verb } = work.node;
  if (verb.kind !== 'find') return;
  const { facts } = await factsFor(work, factsOf(verb.when));
  const found: string[] = [];
  for (const ticket of work.host.store.tickets()) {
    const other = { ...ticketRecord(ticket.facts), id: ticket.id };
    if (evaluate(verb.when, { ...facts, other }).truth === 'holds') found.push(ticket.id);
  }
  const items = found.sort().slice(0, verb.atMost);
  await answer(work, { type: 'search.done', items, count: found.length, ...visitOf(work) });
}
