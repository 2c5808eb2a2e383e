import { describe, expect, test } from 'vitest';
import type { Duration } from '@deskbook/policies';
import type { Bundle, CalendarDefinition } from '@deskbook/dsl/bundle';
import { replayRun } from '../../src/execution/replay-run.ts';
import { act, action, approval, node } from '../kernel/build.ts';
import { virtualClock } from '../../src/testing/index.ts';
import { bundle, scene, type Scene, type SceneOptions } from './scene.ts';

const berlin: CalendarDefinition = {
  id: 'berlin-office',
  zone: 'Europe/Berlin',
  hours: {
    mon: ['08:00-17:00'],
    tue: ['08:00-17:00'],
    wed: ['08:00-17:00'],
    thu: ['08:00-17:00'],
    fri: ['08:00-15:00'],
  },
  holidays: [
    { date: '2026-04-03', name: 'Karfreitag' },
    { date: '2026-04-06', name: 'Ostermontag' },
  ],
  reference: 'calendar/berlin-office#',
};
const closed: CalendarDefinition = { ...berlin, id: 'closed', hours: {} };

const withCalendars = (calendar: string | null, ...calendars: readonly CalendarDefinition[]): Partial<Bundle> => ({
  calendar,
  calendars: Object.fromEntries(calendars.map((each) => [each.id, each])),
});

const open = (at: string, options: SceneOptions): Scene =>
  scene({ change: withCalendars('berlin-office', berlin), ...options, clock: virtualClock(at) });

const hours = (amount: number, calendar?: string): Duration => ({
  business: 'hours',
  amount,
  ...(calendar && { calendar }),
});
const days = (amount: number): Duration => ({ business: 'days', amount });

const asking = (within: Duration | null, every: Duration | null = null): SceneOptions => ({
  nodes: [
    node(
      'ask',
      { kind: 'approve', approval: 'ok' },
      { outcomes: { expired: { kind: 'end', end: 'late', establishes: [] } } },
    ),
  ],
  approvals: [approval('ok', { within, chase: every && { every, atMost: 3 } })],
});

const text = { en: 'Do it' };
const task = (within: Duration): SceneOptions => ({
  nodes: [
    node(
      'work',
      { kind: 'task', text, form: {}, within },
      {
        by: { actor: 'it_agent', role: 'owners', person: null, fallback: [] },
        outcomes: { timed_out: { kind: 'end', end: 'late', establishes: [] } },
      },
    ),
  ],
});

const waiting = (duration: Duration): SceneOptions => ({
  nodes: [node('rest', { kind: 'wait', for: { kind: 'duration', duration }, within: null })],
});

describe('when people are given business time', () => {
  test.each<[string, string, Duration, string]>([
    ['in one day', '2026-03-23T09:00:00+01:00', hours(2), '2026-03-23T10:00:00.000Z'],
    [
      'over a weekend on which the clocks go forward',
      '2026-03-27T14:00:00+01:00',
      hours(2),
      '2026-03-30T07:00:00.000Z',
    ],
    ['over a weekend on which the clocks go back', '2026-10-23T14:00:00+02:00', hours(2), '2026-10-26T08:00:00.000Z'],
    ['over Easter', '2026-04-02T16:00:00+02:00', days(1), '2026-04-07T14:00:00.000Z'],
    ['asked for at night', '2026-03-23T22:00:00+01:00', hours(1), '2026-03-24T08:00:00.000Z'],
    ['until closing time', '2026-03-23T16:00:00+01:00', hours(1), '2026-03-23T16:00:00.000Z'],
    ['by the clock', '2026-03-27T14:00:00+01:00', { milliseconds: 7_200_000 }, '2026-03-27T15:00:00.000Z'],
  ])('%s: an approval expires, a task times out, a wait is over', async (_, at, duration, due) => {
    for (const options of [asking(duration), task(duration), waiting(duration)]) {
      const desk = open(at, options);
      const run = await desk.start();
      expect(desk.executor.nextDue()).toBe(due);
      desk.clock.set(new Date(Date.parse(due) - 1).toISOString());
      await desk.executor.settle();
      expect(desk.end(run)).toBeNull();
      desk.clock.set(due);
      await desk.executor.settle();
      expect(desk.end(run)).not.toBeNull();
    }
  });

  test('why it is due then is kept with it', async () => {
    const desk = open('2026-04-02T16:00:00+02:00', task(days(1)));
    const run = await desk.start();
    const opened = desk.entries(run).find(({ type }) => type === 'task.opened');
    expect(opened).toMatchObject({
      deadline: '2026-04-07T14:00:00.000Z',
      why: [
        { kind: 'working_days', days: 1, calendar: 'berlin-office', zone: 'Europe/Berlin' },
        { kind: 'holiday', date: '2026-04-03', name: 'Karfreitag', hours: [] },
        { kind: 'holiday', date: '2026-04-06', name: 'Ostermontag', hours: [] },
      ],
    });
  });

  test('reminders fall into working hours', async () => {
    const desk = open('2026-03-27T14:00:00+01:00', asking(null, hours(4)));
    const run = await desk.start();
    await desk.elapse(run, 6);
    const reminded = desk
      .entries(run)
      .filter((entry) => entry.type === 'approval.entry' && entry.entry.type === 'reminded');
    expect(reminded.map(({ at }) => at)).toEqual([
      '2026-03-30T09:00:00.000Z',
      '2026-03-30T13:00:00.000Z',
      '2026-03-31T08:00:00.000Z',
    ]);
  });

  test('a run may be undone for a while of business time', async () => {
    const grant = action('grant', { undo: { action: 'revoke', with: {}, exact: true } });
    const options: SceneOptions = {
      nodes: [act('a', 'grant')],
      actions: [grant, action('revoke')],
      workflow: { undoWindow: hours(2) },
    };
    for (const [at, undone] of [
      ['2026-03-30T07:00:00.000Z', true],
      ['2026-03-30T07:00:00.001Z', false],
    ] as const) {
      const desk = open('2026-03-27T14:00:00+01:00', options);
      const run = await desk.start();
      expect(desk.entries(run).at(-1)).toMatchObject({ type: 'run.ended', undoUntil: '2026-03-30T07:00:00.000Z' });
      desk.clock.set(at);
      await desk.executor.undo(run, 'lena', 'wrong');
      await desk.executor.settle();
      expect(desk.end(run)).toBe(undone ? 'undone' : 'done');
      expect(replayRun(desk.host, run)).toMatchObject({ ok: true });
    }
  });
});

describe('which calendar is asked', () => {
  test('the newest bundle’s, also for a run that began with an older one', async () => {
    const longer = { ...berlin, hours: 'always' } as const;
    const newest = bundle({ ...task(hours(2)), change: { ...withCalendars('berlin-office', longer), hash: 'h2' } });
    const desk = open('2026-03-27T14:00:00+01:00', { ...task(hours(2)), newest });
    await desk.start();
    expect(desk.executor.nextDue()).toBe('2026-03-27T15:00:00.000Z');
  });

  test('its own, where the newest has none of that name', async () => {
    const newest = bundle({ ...task(hours(2)), change: { ...withCalendars(null), hash: 'h2' } });
    const desk = open('2026-03-27T14:00:00+01:00', { ...task(hours(2)), newest });
    await desk.start();
    expect(desk.executor.nextDue()).toBe('2026-03-30T07:00:00.000Z');
  });

  test('the one that is named', async () => {
    const ops = { ...berlin, id: 'ops', hours: 'always' } as const;
    const desk = open('2026-03-27T14:00:00+01:00', {
      ...task(hours(2, 'ops')),
      change: withCalendars('berlin-office', berlin, ops),
    });
    await desk.start();
    expect(desk.executor.nextDue()).toBe('2026-03-27T15:00:00.000Z');
  });
});

test('a replay asks no calendar: what was promised stands', async () => {
  const desk = open('2026-03-27T14:00:00+01:00', asking(days(1), hours(1)));
  const run = await desk.start();
  const without = { ...desk.bundle, calendar: null, calendars: {} };
  expect(replayRun({ store: desk.store, bundleOf: () => without }, run)).toMatchObject({ ok: true });
});

describe('what cannot be reckoned lies with a person', () => {
  test.each<[string, Partial<Bundle>, Duration, string]>([
    ['there is no calendar', withCalendars(null), days(2), 'no_calendar: business time needs a calendar'],
    ['it never opens', withCalendars('closed', closed), days(2), 'never_opens: the calendar does not open again'],
    [
      'it is too far',
      withCalendars('berlin-office', berlin),
      days(40_000),
      'too_far: it would be due in more than a hundred years',
    ],
    [
      'this machine does not know the zone',
      withCalendars('berlin-office', { ...berlin, zone: 'Europe/Atlantis' }),
      days(2),
      'no_calendar: business time needs a calendar',
    ],
  ])('%s', async (_, change, duration, reason) => {
    for (const options of [asking(duration), task(duration), waiting(duration)]) {
      const desk = open('2026-03-23T09:00:00+01:00', { ...options, change });
      await desk.start();
      expect(desk.store.tasks({})).toMatchObject([{ kind: 'hold', details: { reason } }]);
    }
  });
});
