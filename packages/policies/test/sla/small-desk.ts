import { builtInClocks, reduceSla } from '@deskbook/policies/sla';
import type { Calendars, Sla, SlaClockState, SlaEntry, SlaEvent, SlaNotice, SlaState } from '@deskbook/policies/sla';
import type { Condition, Duration, JsonObject } from '@deskbook/policies';
import { berlin, prepared } from '../calendars/offices.ts';

export const calendars: Calendars = new Map([['berlin-office', prepared(berlin)]]);
export const hour = 3_600_000;
export const clock = (hours: number): Duration => ({ milliseconds: hours * hour });
export const business = (amount: number, of: 'hours' | 'days' = 'hours'): Duration => ({ business: of, amount });

/** Whether a fact of the ticket has a value. */
export function ticketIs(fact: string, value: string): Condition {
  const operand = { value };
  return { kind: 'compare', fact: `ticket.${fact}`, operator: 'equals', operand, reference: 'sla/incident#/when' };
}

export const incident: Sla = {
  id: 'incident',
  rank: 10,
  when: ticketIs('type', 'incident'),
  by: 'ticket.priority',
  targets: {
    P1: { response: clock(0.25), resolution: clock(4), next_response: clock(1) },
    P2: { response: business(1), resolution: business(8), update: business(1, 'days') },
    P3: { resolution: business(2, 'days') },
  },
  clocks: [
    ...builtInClocks,
    {
      id: 'update',
      starts: [{ changed: 'ticket.phase' }],
      restarts: [{ event: 'ticket.commented' }],
      meets: [{ event: 'ticket.resolved' }],
      resumes: [],
    },
  ],
  calendar: 'berlin-office',
  pauses: [
    {
      id: 'waiting',
      clocks: ['response', 'resolution'],
      when: ticketIs('state', 'waiting'),
      atMost: null,
      reference: 'sla/incident#/pauses/0',
    },
  ],
  elapsed: { newTarget: 'keep', reopened: 'keep' },
  warnAt: [75, 90],
  reference: 'sla/incident#',
};

/** What happened at a time: facts of the ticket that changed, and events (`agent commented` as `ticket.commented` by an agent). */
export interface Happened {
  readonly at: string;
  readonly ticket?: JsonObject;
  readonly events?: readonly SlaEvent[];
  readonly sla?: Sla | null;
  readonly calendarsChanged?: true;
}

/** A ticket's history taken in step by step. Facts not named stay as they were. */
export function follow(sla: Sla | null, history: readonly Happened[]): Followed {
  let state: SlaState | null = null;
  let ticket: JsonObject = { type: 'incident', priority: 'P1', state: 'open', phase: 'new' };
  let applies = sla;
  const notices: SlaNotice[] = [];
  for (const { at, ticket: changed = {}, events = [], sla: other, ...rest } of history) {
    ticket = { ...ticket, ...changed };
    if (other !== undefined) applies = other;
    const entry: SlaEntry = { at, events, facts: { ticket }, ...rest };
    const step = reduceSla(applies, calendars, state, entry);
    if (!step.ok) throw new Error(step.refusal);
    state = step.state;
    notices.push(...step.notices);
  }
  if (state === null) throw new Error('nothing happened');
  return { state, notices, clockOf: (id) => clockOf(state, id) };
}

export interface Followed {
  readonly state: SlaState;
  readonly notices: readonly SlaNotice[];
  readonly clockOf: (id: string) => SlaClockState;
}

function clockOf(state: SlaState | null, id: string): SlaClockState {
  const found = state?.clocks.find((each) => each.id === id);
  if (found === undefined) throw new Error(`there is no clock ${id}`);
  return found;
}

export const created: readonly SlaEvent[] = [{ event: 'ticket.created' }];
export const commented = (by: 'requester' | 'agent' | 'desk'): readonly SlaEvent[] => [
  { event: 'ticket.commented', by },
];
export const resolved: readonly SlaEvent[] = [{ event: 'ticket.resolved' }];
export const reopened: readonly SlaEvent[] = [{ event: 'ticket.reopened' }];
