import type { SlaEvent } from '@deskbook/policies/sla';
import { describe, expect, test } from 'vitest';
import { business, clock, commented, created, follow, hour, incident } from './small-desk.ts';

/** What desks complain of elsewhere; each must never be true here. */
describe('pause time is not lost when targets change (glpi#6902, glpi#15605)', () => {
  const paused = [
    { at: '2026-03-23T08:00:00Z', events: created },
    { at: '2026-03-23T09:00:00Z', ticket: { state: 'waiting' } },
    { at: '2026-03-23T11:00:00Z', ticket: { state: 'open' } },
  ];

  test('by another priority', () => {
    const { clockOf } = follow(incident, [...paused, { at: '2026-03-23T12:00:00Z', ticket: { priority: 'P2' } }]);
    expect(clockOf('resolution')).toMatchObject({
      elapsed: 2 * hour,
      remaining: 6 * hour,
      due: '2026-03-24T09:00:00.000Z',
    });
  });

  test('by another SLA, with the same pause', () => {
    const vip = { ...incident, id: 'vip', targets: { P1: { resolution: clock(3) } } };
    const { clockOf } = follow(incident, [...paused, { at: '2026-03-23T11:30:00Z', sla: vip }]);
    expect(clockOf('resolution')).toMatchObject({ elapsed: 1.5 * hour, due: '2026-03-23T13:00:00.000Z' });
    expect(clockOf('resolution').target?.sla).toBe('vip');
  });

  test('in the middle of the pause', () => {
    const { clockOf } = follow(incident, [
      ...paused.slice(0, 2),
      { at: '2026-03-23T10:00:00Z', ticket: { priority: 'P2' } },
      { at: '2026-03-23T11:00:00Z', ticket: { state: 'open' } },
    ]);
    expect(clockOf('resolution')).toMatchObject({ elapsed: hour, status: 'running' });
    expect(clockOf('resolution').pauses).toEqual([
      { pause: 'waiting', from: '2026-03-23T09:00:00.000Z', to: '2026-03-23T11:00:00.000Z', ended: 'condition' },
    ]);
  });

  test('recomputed in the hours of the new target, the pause still left out', () => {
    const sla = { ...incident, elapsed: { newTarget: 'recompute', reopened: 'keep' } } as const;
    const night = [
      { at: '2026-03-23T03:00:00Z', events: created },
      { at: '2026-03-23T05:30:00Z', ticket: { state: 'waiting' } },
      { at: '2026-03-23T08:00:00Z', ticket: { state: 'open' } },
      { at: '2026-03-23T09:00:00Z', ticket: { priority: 'P2' } },
    ];
    expect(follow(sla, night).clockOf('resolution').elapsed).toBe(hour);
    expect(follow(incident, night).clockOf('resolution').elapsed).toBe(3.5 * hour);
  });

  test('the time of two targets in turn adds up', () => {
    const { clockOf } = follow(incident, [
      ...paused,
      { at: '2026-03-23T12:00:00Z', ticket: { priority: 'P2' } },
      { at: '2026-03-23T13:00:00Z', ticket: { priority: 'P1' } },
      { at: '2026-03-23T13:30:00Z', ticket: { priority: 'P5' } },
      { at: '2026-03-23T14:00:00Z', ticket: { priority: 'P1' } },
    ]);
    expect(clockOf('resolution').elapsed).toBe(4 * hour);
  });
});

describe('the first response is not lost (zammad#3551)', () => {
  const orders: readonly (readonly [
    string,
    readonly { events?: readonly SlaEvent[]; ticket?: { state: string } }[],
  ])[] = [
    [
      'when the reply and the pending state come in one step',
      [{ events: commented('agent'), ticket: { state: 'waiting' } }],
    ],
    ['when the reply comes first', [{ events: commented('agent') }, { ticket: { state: 'waiting' } }]],
    ['when the pending state comes first', [{ ticket: { state: 'waiting' } }, { events: commented('agent') }]],
  ];

  test.each(orders)('%s', (_, steps) => {
    const at = '2026-03-23T08:10:00Z';
    const { clockOf, notices } = follow(incident, [
      { at: '2026-03-23T08:00:00Z', events: created },
      ...steps.map((step) => ({ at, ...step })),
      { at: '2026-03-23T20:00:00Z', ticket: { state: 'waiting' } },
    ]);
    expect(clockOf('response')).toMatchObject({
      status: 'met',
      endedAt: '2026-03-23T08:10:00.000Z',
      elapsed: hour / 6,
    });
    expect(clockOf('resolution')).toMatchObject({ status: 'paused', elapsed: hour / 6, due: null });
    expect(notices).toEqual([]);
  });

  test('an automatic answer is none', () => {
    const { clockOf } = follow(incident, [
      { at: '2026-03-23T08:00:00Z', events: created },
      { at: '2026-03-23T08:01:00Z', events: commented('desk') },
    ]);
    expect(clockOf('response').status).toBe('running');
  });
});

test('a deadline on closing time stays there, and moves where the SLA says so', () => {
  const history = [{ at: '2026-03-23T15:00:00Z', ticket: { priority: 'P2' }, events: created }];
  expect(follow(incident, history).clockOf('response').due).toBe('2026-03-23T16:00:00.000Z');
  const moved = { ...incident, atClosing: 'next_opening' } as const;
  expect(follow(moved, history).clockOf('response').due).toBe('2026-03-24T07:00:00.000Z');
});

test('a business day from the opening ends at the next opening, also after a pause', () => {
  const sla = { ...incident, targets: { P1: { resolution: business(1, 'days') } } };
  const opening = { at: '2026-03-23T07:00:00Z', events: created };
  expect(follow(sla, [opening]).clockOf('resolution').due).toBe('2026-03-24T07:00:00.000Z');
  const { clockOf } = follow(sla, [
    opening,
    { at: '2026-03-23T09:00:00Z', ticket: { state: 'waiting' } },
    { at: '2026-03-23T09:30:00Z', ticket: { state: 'open' } },
  ]);
  expect(clockOf('resolution').due).toBe('2026-03-24T07:30:00.000Z');
});
