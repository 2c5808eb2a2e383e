import {
  addBusinessTime,
  businessTimeBetween,
  describeStep,
  isOpen,
  isWorkingDay,
  nextClosing,
  nextOpening,
} from '@deskbook/policies/calendars';
import type { Calendar, DueOptions } from '@deskbook/policies/calendars';
import type { Duration } from '@deskbook/policies';
import { describe, expect, test } from 'vitest';
import { berlin, kathmandu, lordHowe, newYork, nights, onWeekdays, prepared } from './offices.ts';

const hours = (amount: number): Duration => ({ business: 'hours', amount });
const days = (amount: number): Duration => ({ business: 'days', amount });
const utc = (time: string): string => new Date(time).toISOString();

function due(calendar: Calendar, from: string, duration: Duration, options?: DueOptions): string {
  const result = addBusinessTime(prepared(calendar), from, duration, options);
  return result.ok ? result.due : result.failure;
}

describe('business hours', () => {
  test.each<[string, Calendar, string, number, string]>([
    ['within a morning', berlin, '2026-03-23T08:00:00+01:00', 2, '2026-03-23T10:00:00+01:00'],
    ['over the lunch break', berlin, '2026-03-23T11:00:00+01:00', 2, '2026-03-23T13:30:00+01:00'],
    ['half an hour', berlin, '2026-03-23T11:45:00+01:00', 0.5, '2026-03-23T12:45:00+01:00'],
    [
      'over a weekend on which the clocks go forward',
      berlin,
      '2026-03-27T14:30:00+01:00',
      2,
      '2026-03-30T09:30:00+02:00',
    ],
    ['started at night', berlin, '2026-03-23T03:00:00+01:00', 1, '2026-03-23T09:00:00+01:00'],
    ['started in the break', berlin, '2026-03-23T12:10:00+01:00', 1, '2026-03-23T13:30:00+01:00'],
    ['over a holiday', berlin, '2026-04-02T16:00:00+02:00', 2, '2026-04-06T09:00:00+02:00'],
    ['over a short day', berlin, '2026-12-24T11:00:00+01:00', 2, '2026-12-28T09:00:00+01:00'],
    ['in New York, over the shift in November', newYork, '2026-10-30T16:00:00-04:00', 2, '2026-11-02T10:00:00-05:00'],
    ['in New York, over an observed holiday', newYork, '2026-07-02T16:30:00-04:00', 1, '2026-07-06T09:30:00-04:00'],
    ['in Kathmandu, from Friday to Sunday', kathmandu, '2026-05-01T14:30:00+05:45', 1, '2026-05-03T10:30:00+05:45'],
    [
      'on Lord Howe, whose clocks move by half an hour',
      lordHowe,
      '2026-04-05T00:00:00+11:00',
      3,
      '2026-04-05T02:30:00+10:30',
    ],
    ['at night, an hour being left out', nights, '2026-03-28T22:00:00+01:00', 7, '2026-03-29T06:00:00+02:00'],
    ['at night, an hour coming twice', nights, '2026-10-24T22:00:00+02:00', 9, '2026-10-25T06:00:00+01:00'],
    ['a hundred years', lordHowe, '2026-01-01T00:00:00Z', 200_000, '2048-10-25T08:00:00Z'],
  ])('%s', (_, calendar, from, amount, expected) => {
    expect(due(calendar, from, hours(amount))).toBe(utc(expected));
  });
});

describe('business days: the same time of day on the next working day', () => {
  test.each<[string, Calendar, string, number, string]>([
    ['to the next day', berlin, '2026-03-23T10:15:00+01:00', 1, '2026-03-24T10:15:00+01:00'],
    ['from Friday to Monday, clocks changed', berlin, '2026-03-27T10:15:00+01:00', 1, '2026-03-30T10:15:00+02:00'],
    [
      'on a day that closes earlier, at its closing',
      berlin,
      '2026-03-26T16:00:00+01:00',
      1,
      '2026-03-27T15:00:00+01:00',
    ],
    ['into a break, after it', newYorkWithBreak(), '2026-03-27T12:15:00-04:00', 1, '2026-03-30T13:00:00-04:00'],
    ['started at the opening', berlin, '2026-03-23T08:00:00+01:00', 1, '2026-03-24T08:00:00+01:00'],
    [
      'started before the opening, as at the opening',
      berlin,
      '2026-03-23T06:00:00+01:00',
      1,
      '2026-03-24T08:00:00+01:00',
    ],
    ['started at closing, at closing', berlin, '2026-03-23T17:00:00+01:00', 1, '2026-03-24T17:00:00+01:00'],
    [
      'started after closing, as at the next opening',
      berlin,
      '2026-03-23T17:00:01+01:00',
      1,
      '2026-03-25T08:00:00+01:00',
    ],
    ['started on a Sunday', berlin, '2026-03-22T12:00:00+01:00', 1, '2026-03-24T08:00:00+01:00'],
    ['over holidays', berlin, '2026-12-23T10:00:00+01:00', 3, '2026-12-29T10:00:00+01:00'],
    [
      'a night belongs to the day on which it began',
      nights,
      '2026-05-02T03:00:00+02:00',
      1,
      '2026-05-03T03:00:00+02:00',
    ],
    [
      'a time that is left out is the moment of the change',
      nights,
      '2026-03-28T02:30:00+01:00',
      1,
      '2026-03-29T03:00:00+02:00',
    ],
    [
      'a Samoan Friday that never was is no working day',
      apia(),
      '2011-12-29T10:00:00-10:00',
      1,
      '2012-01-02T10:00:00+14:00',
    ],
    ['none at all', berlin, '2026-03-22T12:00:00+01:00', 0, '2026-03-22T12:00:00+01:00'],
  ])('%s', (_, calendar, from, amount, expected) => {
    expect(due(calendar, from, days(amount))).toBe(utc(expected));
  });
});

function newYorkWithBreak(): Calendar {
  return { ...newYork, hours: { mon: ['09:00-12:00', '13:00-17:00'], fri: ['09:00-17:00'] } };
}

function apia(): Calendar {
  return { id: 'apia', zone: 'Pacific/Apia', hours: onWeekdays('09:00-17:00'), holidays: [] };
}

describe('a deadline on closing time', () => {
  const from = '2026-03-23T16:00:00+01:00';

  test('stays there', () => {
    const result = addBusinessTime(prepared(berlin), from, hours(1));
    expect(result).toMatchObject({ ok: true, due: utc('2026-03-23T17:00:00+01:00') });
    expect(result.ok && result.steps.at(-1)).toEqual({
      kind: 'stays_at_closing',
      at: utc('2026-03-23T17:00:00+01:00'),
    });
  });

  test('moves to the next opening where that is asked for', () => {
    expect(due(berlin, from, hours(1), { atClosing: 'next_opening' })).toBe(utc('2026-03-24T08:00:00+01:00'));
    expect(due(berlin, from, days(1), { atClosing: 'next_opening' })).toBe(utc('2026-03-24T16:00:00+01:00'));
    expect(due(berlin, '2026-03-26T16:00:00+01:00', days(1), { atClosing: 'next_opening' })).toBe(
      utc('2026-03-30T08:00:00+02:00'),
    );
  });

  test('a calendar that never closes has no closing at the end of a year', () => {
    const always: Calendar = { ...lordHowe, zone: 'UTC' };
    const result = addBusinessTime(prepared(always), '2026-12-31T23:00:00Z', hours(1), { atClosing: 'next_opening' });
    expect(result).toMatchObject({ ok: true, due: '2027-01-01T00:00:00.000Z' });
    expect(result.ok && result.steps.map(({ kind }) => kind)).toEqual(['open_time']);
  });
});

describe('clock time', () => {
  test('asks no calendar', () => {
    expect(addBusinessTime(null, '2026-03-28T23:00:00Z', { milliseconds: 14_400_000 })).toEqual({
      ok: true,
      due: '2026-03-29T03:00:00.000Z',
      steps: [{ kind: 'clock_time', milliseconds: 14_400_000 }],
    });
  });
});

describe('what has no due time', () => {
  const closed: Calendar = { ...berlin, hours: {}, holidays: [] };
  const once: Calendar = { ...closed, holidays: [{ date: '2026-06-01', hours: ['08:00-09:00'] }] };
  test.each<[string, Calendar | null, Duration, string]>([
    ['a calendar that never opens', closed, hours(1), 'never_opens'],
    ['a calendar that never opens, in days', closed, days(1), 'never_opens'],
    ['one that opens too seldom', once, hours(2), 'too_far'],
    ['one that opens too seldom, in days', once, days(2), 'too_far'],
    ['too long', berlin, hours(1_000_000), 'too_far'],
    ['too many days', berlin, days(10_000_000), 'too_far'],
    ['too much clock time', null, { milliseconds: 1e18 }, 'too_far'],
    ['business time without a calendar', null, hours(1), 'no_calendar'],
    ['less than nothing', berlin, hours(-1), 'bad_duration'],
    ['no number', berlin, days(Number.NaN), 'bad_duration'],
    ['clock time that is no number', null, { milliseconds: Number.NaN }, 'bad_duration'],
    ['half a working day', berlin, days(0.5), 'bad_duration'],
    ['no end', berlin, hours(Number.POSITIVE_INFINITY), 'too_far'],
  ])('%s', (_, calendar, duration, failure) => {
    const result = addBusinessTime(calendar && prepared(calendar), '2026-03-23T08:00:00Z', duration);
    expect(result).toEqual({ ok: false, failure });
  });

  test('a deadline with nowhere to move to', () => {
    expect(due(once, '2026-05-01T00:00:00Z', hours(1), { atClosing: 'next_opening' })).toBe('too_far');
  });

  test('a text that is no instant is a mistake of the caller', () => {
    expect(() => addBusinessTime(prepared(berlin), 'tomorrow', hours(1))).toThrow('not an instant');
    expect(() => isOpen(prepared(berlin), '2026-03-23T10:00')).toThrow('not an instant');
  });
});

describe('what is open when', () => {
  test.each<[string, boolean, string | null, string | null]>([
    ['2026-03-23T07:59:59+01:00', false, '2026-03-23T08:00:00+01:00', '2026-03-23T12:00:00+01:00'],
    ['2026-03-23T08:00:00+01:00', true, '2026-03-23T12:30:00+01:00', '2026-03-23T12:00:00+01:00'],
    ['2026-03-23T12:00:00+01:00', false, '2026-03-23T12:30:00+01:00', '2026-03-23T17:00:00+01:00'],
    ['2026-04-03T10:00:00+02:00', false, '2026-04-06T08:00:00+02:00', '2026-04-06T12:00:00+02:00'],
    ['2026-12-31T13:00:00+01:00', false, '2027-01-01T08:00:00+01:00', '2027-01-01T15:00:00+01:00'],
  ])('Berlin at %s', (at, open, opening, closing) => {
    const calendar = prepared(berlin);
    expect(isOpen(calendar, at)).toBe(open);
    expect(nextOpening(calendar, at)).toBe(opening && utc(opening));
    expect(nextClosing(calendar, at)).toBe(closing && utc(closing));
  });

  test('what never closes has no next opening, what never opens no next closing', () => {
    expect(nextOpening(prepared(lordHowe), '2026-03-23T08:00:00Z')).toBeNull();
    expect(nextClosing(prepared(lordHowe), '2026-03-23T08:00:00Z')).toBeNull();
    const closed = prepared({ ...berlin, hours: {}, holidays: [] });
    expect(nextOpening(closed, '2026-03-23T08:00:00Z')).toBeNull();
    expect(nextClosing(closed, '2026-03-23T08:00:00Z')).toBeNull();
  });

  test('hours over the end of a year are one piece', () => {
    const shifts = prepared({ ...berlin, zone: 'UTC', hours: { thu: ['22:00-06:00'] }, holidays: [] });
    expect(nextClosing(shifts, '2026-12-31T23:00:00Z')).toBe('2027-01-01T06:00:00.000Z');
    expect(businessTimeBetween(shifts, '2026-12-31T00:00:00Z', '2027-01-02T00:00:00Z')).toBe(8 * 3_600_000);
  });

  test('working days', () => {
    const calendar = prepared(berlin);
    const dates = ['2026-04-02', '2026-04-03', '2026-04-04', '2026-12-24', '2026-02-30'];
    expect(dates.map((date) => isWorkingDay(calendar, date))).toEqual([true, false, false, true, false]);
  });
});

describe('time that passed', () => {
  test('a year of Berlin', () => {
    expect(businessTimeBetween(prepared(berlin), '2025-12-31T23:00:00Z', '2026-12-31T23:00:00Z') / 3_600_000).toBe(
      2117.5,
    );
  });

  test('backwards is less than nothing', () => {
    expect(businessTimeBetween(prepared(berlin), '2026-03-23T10:00:00Z', '2026-03-23T09:00:00Z')).toBe(-3_600_000);
  });

  test('a range whose hour comes twice is one piece: it closes at the first 2:30', () => {
    const calendar = prepared(nights);
    expect(nextClosing(calendar, '2026-10-25T21:00:00Z')).toBe(utc('2026-10-26T02:30:00+01:00'));
    expect(
      businessTimeBetween(
        prepared({ ...nights, hours: { sun: ['01:00-02:30'] } }),
        '2026-10-24T22:00:00Z',
        '2026-10-25T22:00:00Z',
      ),
    ).toBe(5_400_000);
  });

  test('a range that a clock change leaves out never opens', () => {
    const calendar = prepared({ ...nights, hours: { sun: ['02:00-03:00'] } });
    expect(businessTimeBetween(calendar, '2026-03-28T12:00:00Z', '2026-03-29T12:00:00Z')).toBe(0);
    expect(isWorkingDay(calendar, '2026-03-29')).toBe(false);
  });
});

describe('reasons', () => {
  test('name what lay on the way', () => {
    const result = addBusinessTime(prepared(berlin), '2026-12-23T17:30:00+01:00', days(5));
    expect(result.ok && [result.due, ...result.steps.map(describeStep)]).toEqual([
      '2027-01-01T07:00:00.000Z',
      'closed at 2026-12-23T16:30:00.000Z, counted from the opening at 2026-12-24T07:00:00.000Z',
      '5 working days of berlin-office (Europe/Berlin)',
      '2026-12-24: open 08:00-12:00',
      '2026-12-25 (Weihnachten): closed',
      '2026-12-31: open 08:00-12:00',
      'no holidays are known after 2026-12-31',
    ]);
  });

  test('of a clock change, a short day, a move', () => {
    const forward = addBusinessTime(prepared(berlin), '2026-03-26T16:00:00+01:00', days(1), {
      atClosing: 'next_opening',
    });
    expect(forward.ok && forward.steps.map(describeStep)).toEqual([
      '1 working day of berlin-office (Europe/Berlin)',
      'closed at 2026-03-27T15:00:00.000Z, so 2026-03-27T14:00:00.000Z',
      'closed at 2026-03-27T14:00:00.000Z, moved to the next opening at 2026-03-30T06:00:00.000Z',
      'the clocks went forward by 1h at 2026-03-29T01:00:00.000Z',
    ]);
    const back = addBusinessTime(prepared(lordHowe), '2026-04-04T12:00:00Z', hours(4));
    expect(back.ok && back.steps.map(describeStep)).toEqual([
      '4h within the hours of lord-howe (Australia/Lord_Howe)',
      'the clocks went back by 30m at 2026-04-04T15:00:00.000Z',
    ]);
    const clock = addBusinessTime(null, '2026-04-04T12:00:00Z', { milliseconds: 90_500 });
    expect(clock.ok && clock.steps.map(describeStep)).toEqual(['1m 30s 500ms by the clock']);
    const stays = addBusinessTime(prepared(berlin), '2026-03-23T16:00:00+01:00', hours(1));
    expect(stays.ok && stays.steps.map(describeStep).at(-1)).toBe('falls on closing time and stays there');
  });
});
