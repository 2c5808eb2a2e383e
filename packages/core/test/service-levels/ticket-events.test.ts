import { describe, expect, test } from 'vitest';
import type { FactChange } from '../../src/events/desk-event.ts';
import { ticketEvents } from '../../src/service-levels/ticket-events.ts';
import { withoutChanges } from '../../src/service-levels/without-changes.ts';

const event = (type: string, actor: string | null = null) => ({
  specversion: '1.0' as const,
  id: 'e',
  source: 's',
  type,
  subject: 'T-1',
  time: '2026-03-23T08:00:00Z',
  data: { facts: {}, changes: [], created: false, actor, own: null },
});
const facts = { ticket: { requester: 'lena' }, comment: { author: 'sam', public: true } };
const state = (from: string | undefined, to: string): FactChange => ({
  fact: 'ticket.state',
  to,
  ...(from === undefined ? {} : { from }),
});

describe('what clocks hear of an event', () => {
  test.each([
    ['by somebody unknown', event('ticket.updated'), facts, [{ event: 'ticket.updated' }]],
    ['by the requester', event('ticket.updated', 'lena'), facts, [{ event: 'ticket.updated', by: 'requester' }]],
    ['by somebody else', event('ticket.updated', 'omar'), facts, [{ event: 'ticket.updated', by: 'agent' }]],
    [
      'a comment, by its author',
      event('ticket.commented', 'lena'),
      facts,
      [{ event: 'ticket.commented', by: 'agent' }],
    ],
    [
      'a comment only colleagues can read: nothing',
      event('ticket.commented', 'sam'),
      { ...facts, comment: { author: 'sam', public: false } },
      [],
    ],
    [
      'a comment of which nobody says who can read it',
      event('ticket.commented', 'omar'),
      { ticket: facts.ticket },
      [{ event: 'ticket.commented', by: 'agent' }],
    ],
  ])('%s', (_, happened, known, heard) => {
    expect(ticketEvents(happened, known, [], false)).toEqual(heard);
  });

  test('what the desk did itself is no answer of a person', () => {
    expect(ticketEvents(event('ticket.commented', 'sam'), facts, [], true)).toEqual([
      { event: 'ticket.commented', by: 'desk' },
    ]);
  });

  test.each([
    ['in_progress', 'resolved', 'ticket.resolved'],
    ['open', 'closed', 'ticket.resolved'],
    [undefined, 'resolved', 'ticket.resolved'],
    ['resolved', 'closed', null],
    ['resolved', 'open', 'ticket.reopened'],
    ['closed', 'in_progress', 'ticket.reopened'],
    ['new', 'open', null],
  ])('a state that goes from %s to %s is %s', (from, to, heard) => {
    const expected = [{ event: 'ticket.updated' }, ...(heard === null ? [] : [{ event: heard }])];
    expect(ticketEvents(event('ticket.updated'), facts, [state(from, to)], false)).toEqual(expected);
  });

  test('one that is called so already is heard once', () => {
    const heard = ticketEvents(event('ticket.resolved'), facts, [state('open', 'resolved')], false);
    expect(heard).toEqual([{ event: 'ticket.resolved' }]);
  });
});

describe('the facts before some changes', () => {
  test.each([
    [[state('new', 'open')], { state: 'new', priority: 'HIGH' }],
    [[state(undefined, 'open')], { state: null, priority: 'HIGH' }],
    [[{ fact: 'request.system', from: 'a', to: 'b' }], { state: 'open', priority: 'HIGH' }],
    [[{ fact: 'ticket', from: 'a', to: 'b' }], { state: 'open', priority: 'HIGH' }],
  ])('%j', (changes: readonly FactChange[], before) => {
    expect(withoutChanges({ ticket: { state: 'open', priority: 'HIGH' } }, changes)).toEqual({ ticket: before });
  });
});
