import { describeReason, explainClock, nextMoment, reduceSla, selectSla } from '@deskbook/policies/sla';
import type { Sla } from '@deskbook/policies/sla';
import { describe, expect, test } from 'vitest';
import { berlin, prepared } from '../calendars/offices.ts';
import {
  business,
  calendars,
  clock,
  commented,
  created,
  follow,
  hour,
  incident,
  reopened,
  resolved,
  ticketIs,
} from './small-desk.ts';

const opened = { at: '2026-03-23T08:00:00Z', events: created };
const told = (notices: ReturnType<typeof follow>['notices']): readonly string[] =>
  notices.map(
    (notice) => `${notice.at.slice(5, 16)} ${notice.clock} ${notice.kind === 'warning' ? notice.percent : notice.kind}`,
  );

describe('clocks', () => {
  test('start with the ticket, each with its due time and what is left', () => {
    const { state, clockOf } = follow(incident, [opened]);
    expect(state.clocks.map(({ id, status, due, remaining }) => [id, status, due, remaining])).toEqual([
      ['response', 'running', '2026-03-23T08:15:00.000Z', hour / 4],
      ['resolution', 'running', '2026-03-23T12:00:00.000Z', 4 * hour],
    ]);
    expect(clockOf('resolution').warnings.map(({ at }) => at)).toEqual([
      '2026-03-23T11:00:00.000Z',
      '2026-03-23T11:36:00.000Z',
    ]);
  });

  test('warn and breach at their instants, however late one asks', () => {
    const { notices, clockOf } = follow(incident, [opened, { at: '2026-03-23T20:00:00Z' }]);
    expect(told(notices)).toEqual([
      '03-23T08:11 response 75',
      '03-23T08:13 response 90',
      '03-23T08:15 response breached',
      '03-23T11:00 resolution 75',
      '03-23T11:36 resolution 90',
      '03-23T12:00 resolution breached',
    ]);
    expect(clockOf('resolution')).toMatchObject({
      status: 'breached',
      elapsed: 12 * hour,
      remaining: -8 * hour,
      breachedAt: '2026-03-23T12:00:00.000Z',
    });
  });

  test('at the due time itself it is too late; an instant before it is not', () => {
    const at = (time: string): string =>
      follow(incident, [opened, { at: time, events: resolved }]).clockOf('resolution').status;
    expect(at('2026-03-23T11:59:59.999Z')).toBe('met');
    expect(at('2026-03-23T12:00:00Z')).toBe('breached');
  });

  test('a late end stays a breach, and keeps how late it was', () => {
    const { clockOf, state } = follow(incident, [
      opened,
      { at: '2026-03-23T13:00:00Z', events: resolved },
      { at: '2026-03-23T19:00:00Z' },
    ]);
    expect(clockOf('resolution')).toMatchObject({
      status: 'breached',
      endedAt: '2026-03-23T13:00:00.000Z',
      elapsed: 5 * hour,
      remaining: -hour,
    });
    expect(nextMoment(state)).toBeNull();
  });

  test('the next response is asked for by the requester, after the first, and again', () => {
    const steps = [
      opened,
      { at: '2026-03-23T08:02:00Z', events: commented('requester') },
      { at: '2026-03-23T08:05:00Z', events: commented('agent') },
      { at: '2026-03-23T09:00:00Z', events: commented('requester') },
      { at: '2026-03-23T09:30:00Z', events: commented('requester') },
      { at: '2026-03-23T09:45:00Z', events: commented('agent') },
      { at: '2026-03-23T10:00:00Z', events: commented('requester') },
    ];
    const at = (count: number) => follow(incident, steps.slice(0, count));
    expect(at(3).state.clocks.map(({ id }) => id)).toEqual(['response', 'resolution']);
    expect(at(5).clockOf('next_response')).toMatchObject({
      startedAt: '2026-03-23T09:00:00.000Z',
      due: '2026-03-23T10:00:00.000Z',
    });
    expect(at(6).clockOf('next_response')).toMatchObject({ status: 'met', elapsed: 0.75 * hour });
    expect(at(7).clockOf('next_response')).toMatchObject({
      status: 'running',
      round: 2,
      elapsed: 0,
      due: '2026-03-23T11:00:00.000Z',
    });
  });

  test("a clock of the SLA's own starts by a change and starts anew by an event", () => {
    const steps = [
      { ...opened, ticket: { priority: 'P2' } },
      { at: '2026-03-23T09:00:00Z', ticket: { phase: 'plan' } },
      { at: '2026-03-23T10:30:00Z', events: commented('agent') },
      { at: '2026-03-23T11:00:00Z', events: resolved },
    ];
    expect(follow(incident, steps.slice(0, 1)).state.clocks.some(({ id }) => id === 'update')).toBe(false);
    expect(follow(incident, steps.slice(0, 2)).clockOf('update').due).toBe('2026-03-24T09:00:00.000Z');
    expect(follow(incident, steps.slice(0, 3)).clockOf('update')).toMatchObject({
      round: 2,
      due: '2026-03-24T10:30:00.000Z',
    });
    expect(follow(incident, steps).clockOf('update').status).toBe('met');
  });

  test('whoever resolves has answered', () => {
    expect(
      follow(incident, [opened, { at: '2026-03-23T08:05:00Z', events: resolved }]).clockOf('response').status,
    ).toBe('met');
  });
});

describe('reopened', () => {
  const history = [
    opened,
    { at: '2026-03-23T10:00:00Z', events: resolved },
    { at: '2026-03-24T10:00:00Z', events: reopened },
  ];

  test('keeps what had elapsed; the time in between does not count', () => {
    expect(follow(incident, history).clockOf('resolution')).toMatchObject({
      status: 'running',
      elapsed: 2 * hour,
      due: '2026-03-24T12:00:00.000Z',
    });
  });

  test('or starts at zero', () => {
    const sla = { ...incident, elapsed: { newTarget: 'keep', reopened: 'restart' } } as const;
    expect(follow(sla, history).clockOf('resolution')).toMatchObject({
      round: 2,
      elapsed: 0,
      due: '2026-03-24T14:00:00.000Z',
    });
  });

  test('warns again only of what it has not warned of', () => {
    const late = [
      opened,
      { at: '2026-03-23T11:10:00Z', events: resolved },
      { at: '2026-03-24T10:00:00Z', events: reopened },
      { at: '2026-03-25T00:00:00Z' },
    ];
    expect(told(follow(incident, late).notices).filter((line) => line.includes('resolution'))).toEqual([
      '03-23T11:00 resolution 75',
      '03-24T10:26 resolution 90',
      '03-24T10:50 resolution breached',
    ]);
  });

  test('a ticket that is not resolved cannot be', () => {
    expect(
      follow(incident, [opened, { at: '2026-03-23T09:00:00Z', events: reopened }]).clockOf('resolution'),
    ).toMatchObject({ round: 1, elapsed: hour });
  });
});

describe('pauses', () => {
  const limited: Sla = { ...incident, pauses: incident.pauses.map((pause) => ({ ...pause, atMost: business(1) })) };

  test('an undecided condition does not pause', () => {
    const sla = {
      ...incident,
      pauses: incident.pauses.map((pause) => ({ ...pause, when: ticketIs('vendor', 'asked') })),
    };
    expect(follow(sla, [opened]).clockOf('resolution').status).toBe('running');
  });

  test('end by themselves when they have lasted as long as they may, until the condition holds anew', () => {
    const steps = [
      opened,
      { at: '2026-03-23T09:00:00Z', ticket: { state: 'waiting' } },
      { at: '2026-03-23T10:30:00Z', ticket: { note: 'still waiting' } },
      { at: '2026-03-23T10:45:00Z', ticket: { state: 'open' } },
      { at: '2026-03-23T11:00:00Z', ticket: { state: 'waiting' } },
    ];
    const waiting = follow(limited, steps.slice(0, 2));
    expect(nextMoment(waiting.state)).toEqual({
      at: '2026-03-23T10:00:00.000Z',
      clock: 'response',
      kind: 'pause_ends',
    });
    expect(follow(limited, steps.slice(0, 3)).clockOf('resolution')).toMatchObject({
      status: 'running',
      elapsed: 1.5 * hour,
      usedUp: ['waiting'],
    });
    expect(follow(limited, steps).clockOf('resolution')).toMatchObject({
      status: 'paused',
      elapsed: 2 * hour,
      usedUp: [],
    });
    expect(follow(limited, steps).clockOf('resolution').pauses).toEqual([
      { pause: 'waiting', from: '2026-03-23T09:00:00.000Z', to: '2026-03-23T10:00:00.000Z', ended: 'limit' },
    ]);
  });

  test('one takes over from another without a gap', () => {
    const vendor = {
      id: 'vendor',
      clocks: ['resolution'],
      when: ticketIs('state', 'vendor'),
      atMost: null,
      reference: 'r',
    };
    const { clockOf } = follow({ ...incident, pauses: [...incident.pauses, vendor] }, [
      opened,
      { at: '2026-03-23T09:00:00Z', ticket: { state: 'waiting' } },
      { at: '2026-03-23T10:00:00Z', ticket: { state: 'vendor' } },
      { at: '2026-03-23T11:00:00Z', ticket: { state: 'open' } },
    ]);
    expect(clockOf('resolution')).toMatchObject({ elapsed: hour, due: '2026-03-23T14:00:00.000Z' });
    expect(clockOf('resolution').pauses.map(({ pause }) => pause)).toEqual(['waiting', 'vendor']);
  });

  test('a clock that ends while it is paused keeps both', () => {
    const { clockOf } = follow(incident, [
      opened,
      { at: '2026-03-23T08:05:00Z', ticket: { state: 'waiting' } },
      { at: '2026-03-23T09:00:00Z', events: resolved },
    ]);
    expect(clockOf('resolution')).toMatchObject({ status: 'met', elapsed: hour / 12, pausedBy: [] });
    expect(clockOf('resolution').pauses[0]?.ended).toBe('clock_ended');
  });
});

describe('another target', () => {
  test('restart: from zero, the breach of before on record', () => {
    const sla = { ...incident, elapsed: { newTarget: 'restart', reopened: 'keep' } } as const;
    const { clockOf } = follow(sla, [opened, { at: '2026-03-23T13:00:00Z', ticket: { priority: 'P3' } }]);
    expect(clockOf('resolution')).toMatchObject({
      status: 'running',
      round: 2,
      elapsed: 0,
      due: '2026-03-25T13:00:00.000Z',
    });
    expect(clockOf('resolution').breaches.map(({ at, round }) => [at, round])).toEqual([
      ['2026-03-23T12:00:00.000Z', 1],
    ]);
  });

  test('a longer one lifts a breach, which stays on record', () => {
    const { clockOf } = follow(incident, [opened, { at: '2026-03-23T12:30:00Z', ticket: { priority: 'P2' } }]);
    expect(clockOf('resolution')).toMatchObject({
      status: 'running',
      elapsed: 4.5 * hour,
      remaining: 3.5 * hour,
      due: '2026-03-23T16:00:00.000Z',
    });
    expect(clockOf('resolution').breaches).toHaveLength(1);
  });

  test('a shorter one that is over already is breached at once', () => {
    const { clockOf, notices } = follow(incident, [
      { ...opened, ticket: { priority: 'P2' } },
      { at: '2026-03-23T14:00:00Z', ticket: { priority: 'P1' } },
    ]);
    expect(clockOf('resolution')).toMatchObject({
      status: 'breached',
      breachedAt: '2026-03-23T14:00:00.000Z',
      elapsed: 5.5 * hour,
    });
    expect(told(notices).at(-1)).toBe('03-23T14:00 resolution breached');
  });

  test('also while it is paused', () => {
    const { clockOf } = follow(incident, [
      { ...opened, ticket: { priority: 'P2' } },
      { at: '2026-03-23T14:00:00Z', ticket: { state: 'waiting' } },
      { at: '2026-03-23T15:00:00Z', ticket: { priority: 'P1' } },
    ]);
    expect(clockOf('resolution')).toMatchObject({
      status: 'breached',
      breachedAt: '2026-03-23T15:00:00.000Z',
      elapsed: 5.5 * hour,
    });
  });

  test('warnings are told anew under it, but not those that were told and stay passed', () => {
    const { notices } = follow(incident, [
      opened,
      { at: '2026-03-23T11:10:00Z', ticket: { priority: 'P2' } },
      { at: '2026-03-23T11:30:00Z', ticket: { priority: 'P1' } },
      { at: '2026-03-23T12:30:00Z' },
    ]);
    expect(told(notices).filter((line) => line.includes('resolution'))).toEqual([
      '03-23T11:00 resolution 75',
      '03-23T11:30 resolution 75',
      '03-23T11:56 resolution 90',
      '03-23T12:20 resolution breached',
    ]);
  });

  test('none: the clock is cancelled; back again it goes on', () => {
    const steps = [
      opened,
      { at: '2026-03-23T09:00:00Z', ticket: { priority: 'P5' } },
      { at: '2026-03-23T10:00:00Z', ticket: { priority: 'P1' } },
    ];
    expect(follow(incident, steps.slice(0, 2)).clockOf('resolution')).toMatchObject({
      status: 'cancelled',
      due: null,
      remaining: null,
    });
    expect(follow(incident, steps).clockOf('resolution')).toMatchObject({ status: 'running', elapsed: 2 * hour });
  });

  test('the first comes late: the requester has waited since the start', () => {
    const { clockOf } = follow(incident, [
      { ...opened, ticket: { priority: null } },
      { at: '2026-03-23T10:00:00Z', ticket: { priority: 'P1' } },
    ]);
    expect(clockOf('resolution')).toMatchObject({
      startedAt: '2026-03-23T08:00:00.000Z',
      elapsed: 2 * hour,
      due: '2026-03-23T12:00:00.000Z',
    });
  });

  test('no SLA applies any more, or does only later', () => {
    expect(follow(incident, [opened, { at: '2026-03-23T09:00:00Z', sla: null }]).clockOf('resolution').status).toBe(
      'cancelled',
    );
    const late = follow(null, [opened, { at: '2026-03-23T09:00:00Z', sla: incident }]);
    expect(late.clockOf('resolution')).toMatchObject({ status: 'running', elapsed: hour });
  });

  test.each(['constructor', '__proto__', 'toString'])('a value named %s has no target', (priority) => {
    expect(follow(incident, [{ ...opened, ticket: { priority } }]).clockOf('resolution').status).toBe('cancelled');
  });
});

describe('calendars', () => {
  test('changed: due times are worked out anew only when that is said', () => {
    const history = [{ ...opened, ticket: { priority: 'P2' } }, { at: '2026-03-23T09:00:00Z' }];
    const { state } = follow(incident, history);
    const shorter = new Map([
      ['berlin-office', prepared({ ...berlin, hours: { mon: ['08:00-12:00'], tue: ['08:00-12:00'] } })],
    ]);
    const facts = { ticket: { priority: 'P2', state: 'open', phase: 'new' } };
    const at = '2026-03-23T10:00:00Z';
    const due = (entry: { calendarsChanged?: true }): string | null | undefined => {
      const step = reduceSla(incident, shorter, state, { at, events: [], facts, ...entry });
      return step.ok ? step.state.clocks.find(({ id }) => id === 'resolution')?.due : undefined;
    };
    expect(due({})).toBe('2026-03-24T07:30:00.000Z');
    expect(due({ calendarsChanged: true })).toBe('2026-03-30T07:00:00.000Z');
  });

  test('one that never opens gives no due time, and says so', () => {
    const closed = new Map([['berlin-office', prepared({ ...berlin, hours: {}, holidays: [] })]]);
    for (const priority of ['P2', 'P3']) {
      const facts = { ticket: { priority } };
      const step = reduceSla(incident, closed, null, { at: opened.at, events: created, facts });
      const resolution = step.ok ? step.state.clocks.find(({ id }) => id === 'resolution') : undefined;
      expect(resolution).toMatchObject({ due: null, dueFailure: 'never_opens', status: 'running' });
      expect(resolution && explainClock(resolution).map(describeReason)).toContain('no due time: never_opens');
    }
  });

  test('that are not there are a mistake of the definition', () => {
    const entry = { at: opened.at, events: created, facts: { ticket: { priority: 'P2' } } };
    expect(() => reduceSla(incident, new Map(), null, entry)).toThrow('there is no calendar berlin-office');
    expect(() => reduceSla({ ...incident, calendar: null }, calendars, null, entry)).toThrow('without a calendar');
  });
});

describe('entries that are refused', () => {
  const facts = { ticket: { priority: 'P1' } };
  test('change nothing', () => {
    const { state } = follow(incident, [opened]);
    const refusal = (
      entry: Parameters<typeof reduceSla>[3],
      before: typeof state | null = state,
    ): string | undefined => {
      const step = reduceSla(incident, calendars, before, entry);
      return step.ok ? undefined : step.refusal;
    };
    expect(refusal({ at: 'soon' })).toBe('not_an_instant');
    expect(refusal({ at: '0000-01-01T00:00:00+14:00' })).toBe('not_an_instant');
    expect(refusal({ at: '2026-03-23T07:59:59Z' })).toBe('out_of_order');
    expect(refusal({ at: opened.at, events: resolved, facts }, null)).toBe('not_opened');
    expect(refusal({ at: opened.at }, null)).toBe('not_opened');
    expect(refusal({ at: '2026-03-23T09:00:00+01:00' })).toBeUndefined();
  });

  test('a ticket is created once', () => {
    const { clockOf } = follow(incident, [opened, { at: '2026-03-23T08:05:00Z', events: created }]);
    expect(clockOf('resolution')).toMatchObject({ startedAt: '2026-03-23T08:00:00.000Z', round: 1 });
  });
});

describe('which SLA', () => {
  const vip: Sla = { ...incident, id: 'vip', rank: 5, when: ticketIs('vip', 'yes') };
  const rest: Sla = { ...incident, id: 'rest', rank: 10, when: null };

  test('the lowest rank of those that hold; equal ranks are told', () => {
    expect(selectSla([rest, vip, incident], { ticket: { type: 'incident', vip: 'yes' } }).sla?.id).toBe('vip');
    const selection = selectSla([incident, vip, rest], { ticket: { type: 'incident' } });
    expect(selection).toMatchObject({ sla: { id: 'incident' }, tied: ['rest'] });
    expect(selection.considered).toEqual([
      { sla: 'vip', truth: 'undecided', missing: ['ticket.vip'] },
      { sla: 'incident', truth: 'holds', missing: [] },
      { sla: 'rest', truth: 'holds', missing: [] },
    ]);
  });

  test('none', () => {
    expect(selectSla([vip], { ticket: {} })).toMatchObject({ sla: null, tied: [] });
  });
});

describe('reasons', () => {
  test('of a clock that was paused, changed its target, and counts in business hours', () => {
    const { clockOf } = follow(incident, [
      opened,
      { at: '2026-03-23T09:00:00Z', ticket: { state: 'waiting' } },
      { at: '2026-03-23T10:00:00Z', ticket: { state: 'open' } },
      { at: '2026-03-23T11:00:00Z', ticket: { priority: 'P2' } },
      { at: '2026-03-23T12:00:00Z' },
    ]);
    expect(explainClock(clockOf('resolution')).map(describeReason)).toEqual([
      '8 business hours for P2 by incident',
      'started at 2026-03-23T08:00:00.000Z',
      '1h counted from 2026-03-23T08:00:00.000Z to 2026-03-23T09:00:00.000Z',
      '1h counted from 2026-03-23T10:00:00.000Z to 2026-03-23T11:00:00.000Z',
      'counting since 2026-03-23T11:00:00.000Z',
      'paused by waiting from 2026-03-23T09:00:00.000Z to 2026-03-23T10:00:00.000Z',
      'due at 2026-03-24T08:30:00.000Z; closed at 2026-03-23T11:00:00.000Z, counted from the opening at 2026-03-23T11:30:00.000Z; 6h within the hours of berlin-office (Europe/Berlin)',
      '5h 30m left',
    ]);
  });

  test('of one that is paused, one that is late, one without a target', () => {
    const limited = { ...incident, pauses: incident.pauses.map((pause) => ({ ...pause, atMost: clock(1) })) };
    const paused = follow(limited, [opened, { at: '2026-03-23T08:05:00Z', ticket: { state: 'waiting' } }]);
    expect(explainClock(paused.clockOf('response')).map(describeReason)).toContain(
      'paused by waiting since 2026-03-23T08:05:00.000Z, until 2026-03-23T09:05:00.000Z at the latest',
    );
    const late = follow(limited, [
      opened,
      { at: '2026-03-23T13:00:00Z', events: resolved },
      { at: '2026-03-23T14:00:00Z', events: reopened },
    ]);
    expect(explainClock(late.clockOf('response')).map(describeReason).slice(-3)).toEqual([
      'breached at 2026-03-23T08:15:00.000Z',
      'ended at 2026-03-23T13:00:00.000Z',
      'over by 4h 45m',
    ]);
    const none = follow(limited, [
      { ...opened, ticket: { priority: 'P9' } },
      { at: '2026-03-23T09:00:00Z', events: resolved },
    ]);
    expect(explainClock(none.clockOf('response')).map(describeReason)).toEqual([
      'no target at present',
      'started at 2026-03-23T08:00:00.000Z',
      'ran from 2026-03-23T08:00:00.000Z to 2026-03-23T09:00:00.000Z',
      'ended at 2026-03-23T09:00:00.000Z',
    ]);
  });
});
