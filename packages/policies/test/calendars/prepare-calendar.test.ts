import { describeMilliseconds, isOpen, parseHours, prepareCalendar } from '@deskbook/policies/calendars';
import type { Calendar } from '@deskbook/policies/calendars';
import { describe, expect, test } from 'vitest';
import { berlin, prepared } from './offices.ts';

describe('what a calendar may not be', () => {
  test.each<[string, Partial<Calendar>, readonly string[]]>([
    ['in no zone', { zone: 'Europe/Atlantis' }, ['unknown_zone Europe/Atlantis']],
    ['in an offset', { zone: '+01:00' }, ['unknown_zone +01:00']],
    [
      'in hours nobody can read',
      { hours: { mon: ['8:00-12:00', '08:00-24:30', '25:00-26:00', '24:00-24:00', '08:60-09:00', ''] } },
      [
        'bad_hours 8:00-12:00',
        'bad_hours 08:00-24:30',
        'bad_hours 25:00-26:00',
        'bad_hours 24:00-24:00',
        'bad_hours 08:60-09:00',
        'bad_hours ',
      ],
    ],
    ['in hours that overlap', { hours: { mon: ['12:00-17:00', '08:00-12:01'] } }, ['overlapping_hours 12:00-17:00']],
    [
      'closed on a date that is none',
      { holidays: [{ date: '2026-02-30' }, { date: '1.5.2026' }] },
      ['bad_date 2026-02-30', 'bad_date 1.5.2026'],
    ],
    [
      'open on a holiday in no hours',
      { holidays: [{ date: '2026-05-01', hours: ['morning'] }] },
      ['bad_hours morning'],
    ],
    ['known until a date that is none', { holidaysKnownUntil: '2026-13-01' }, ['bad_date 2026-13-01']],
  ])('%s', (_, change, failures) => {
    const result = prepareCalendar({ ...berlin, ...change });
    expect(result.ok ? [] : result.failures.map(({ code, at }) => `${code} ${at}`)).toEqual(failures);
  });

  test('all that is wrong is named at once', () => {
    const result = prepareCalendar({ ...berlin, zone: 'Nowhere', holidays: [{ date: '' }] });
    expect(!result.ok && result.failures.length).toBe(2);
  });
});

test('of two holidays on one date the later in the list stands', () => {
  const calendar = prepared({
    ...berlin,
    holidays: [{ date: '2026-12-24' }, { date: '2026-12-24', hours: ['08:00-10:00'] }],
  });
  expect(isOpen(calendar, '2026-12-24T08:30:00Z')).toBe(true);
  expect(isOpen(calendar, '2026-12-24T09:30:00Z')).toBe(false);
});

test.each([
  ['08:00-12:30', { from: 480, to: 750 }],
  ['00:00-24:00', { from: 0, to: 1440 }],
  ['22:00-06:00', { from: 1320, to: 1800 }],
  ['09:00-09:00', { from: 540, to: 1980 }],
  ['09:00–12:00', undefined],
])('hours %s', (text, minutes) => expect(parseHours(text)).toEqual(minutes));

test.each([
  [0, '0s'],
  [5_430_000, '1h 30m 30s'],
  [-90_000, '-1m 30s'],
  [1, '1ms'],
])('%i milliseconds are %s', (milliseconds, text) => expect(describeMilliseconds(milliseconds)).toBe(text));
