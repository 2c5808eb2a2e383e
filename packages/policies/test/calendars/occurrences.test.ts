import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isOpen, lastOccurrence, nextOccurrence, prepareCalendar, type PreparedCalendar, type Schedule } from '../../src/calendars/index.ts'; // prettier-ignore

const HOLIDAYS: Parameters<typeof prepareCalendar>[0]['holidays'] = [{ date: '2026-04-03' }, { date: '2026-04-06' }, { date: '2026-12-31', hours: ['10:00-12:00'] }]; // prettier-ignore
const prepared = (
  hours: Parameters<typeof prepareCalendar>[0]['hours'],
  zone = 'Europe/Berlin',
  holidays = HOLIDAYS,
): PreparedCalendar => {
  const result = prepareCalendar({ id: 'office', zone, hours, holidays });
  if (!result.ok) throw new Error('the calendar is wrong');
  return result.calendar;
};
const week = ['08:00-12:00', '12:30-17:00'];
const office = prepared({ mon: week, tue: week, wed: week, thu: week, fri: ['08:00-15:00'] });
const always = prepared('always');

const businessDay = { every: 'business_day', weekday: null, at: null } as const;
const weekly = { every: 'week', weekday: null, at: null } as const;

describe('the next time it comes round', () => {
  test.each([
    ['at the opening', businessDay, office, '2026-03-26T06:00:00Z', '2026-03-26T07:00:00.000Z'],
    ['not again on the same day', businessDay, office, '2026-03-26T07:00:00Z', '2026-03-27T07:00:00.000Z'],
    ['over a weekend on which the clocks go forward', businessDay, office, '2026-03-27T08:00:00Z', '2026-03-30T06:00:00.000Z'], // prettier-ignore
    ['over Easter', businessDay, office, '2026-04-02T12:00:00Z', '2026-04-07T06:00:00.000Z'],
    ['at the opening of a short day', businessDay, office, '2026-12-30T12:00:00Z', '2026-12-31T09:00:00.000Z'],
    ['at a time on working days', { ...businessDay, at: 990 }, office, '2026-04-02T15:00:00Z', '2026-04-07T14:30:00.000Z'], // prettier-ignore
    ['every day at a time', { every: 'day', weekday: null, at: 30 }, always, '2026-03-26T12:00:00Z', '2026-03-26T23:30:00.000Z'], // prettier-ignore
    ['at a time that the clocks leave out: the moment of the change', { every: 'day', weekday: null, at: 150 }, always, '2026-03-28T12:00:00Z', '2026-03-29T01:00:00.000Z'], // prettier-ignore
    ['at a time that comes twice: its first coming', { every: 'day', weekday: null, at: 150 }, always, '2026-10-24T12:00:00Z', '2026-10-25T00:30:00.000Z'], // prettier-ignore
    ['and not its second', { every: 'day', weekday: null, at: 150 }, always, '2026-10-25T00:30:00Z', '2026-10-26T01:30:00.000Z'], // prettier-ignore
    ['on a weekday', { every: 'week', weekday: 'fri', at: 900 }, always, '2026-03-27T14:00:00Z', '2026-04-03T13:00:00.000Z'], // prettier-ignore
    ['on the first working day of a week', weekly, office, '2026-03-30T12:00:00Z', '2026-04-07T06:00:00.000Z'],
    ['by the clock', { every: 900_000, open: false }, always, '2026-03-26T12:07:00Z', '2026-03-26T12:15:00.000Z'],
    ['by the clock, while it is open', { every: 900_000, open: true }, office, '2026-03-26T11:00:00Z', '2026-03-26T11:30:00.000Z'], // prettier-ignore
    ['not at closing', { every: 900_000, open: true }, office, '2026-03-27T13:50:00Z', '2026-03-30T06:00:00.000Z'],
  ] as const)('%s', (_, schedule, calendar, at, next) => {
    expect(nextOccurrence(schedule, calendar, at)).toBe(next);
    expect(lastOccurrence(schedule, calendar, next)).toBe(next);
  });

  test('is none where it never opens', () => {
    const shut = prepared({ mon: [] }, 'Europe/Berlin', []);
    expect(nextOccurrence(businessDay, shut, '2026-03-26T12:00:00Z')).toBeNull();
    expect(lastOccurrence({ every: 900_000, open: true }, shut, '2026-03-26T12:00:00Z')).toBeNull();
    expect(nextOccurrence({ every: 900_000, open: true }, shut, '2026-03-26T12:00:00Z')).toBeNull();
  });
});

test('the last time before the next one is the last time of now, whatever the schedule', () => {
  const schedules: readonly Schedule[] = [
    businessDay, weekly, { ...businessDay, at: 600 }, { every: 'day', weekday: null, at: 150 }, { every: 'week', weekday: 'sun', at: 150 },
    { every: 3_600_000, open: false }, { every: 3_600_000, open: true }, { every: 100_000_000, open: true },
  ]; // prettier-ignore
  const instant = fc.integer({ min: Date.parse('2026-01-05T00:00:00Z'), max: Date.parse('2027-01-05T00:00:00Z') });
  const property = fc.property(fc.constantFrom(...schedules), instant, (schedule, now) => {
    const at = new Date(now).toISOString();
    const [last, next] = [lastOccurrence(schedule, office, at), nextOccurrence(schedule, office, at)];
    expect(last !== null && last <= at && next !== null && next > at).toBe(true);
    expect(lastOccurrence(schedule, office, new Date(Date.parse(next ?? '') - 1).toISOString())).toBe(last);
    expect(nextOccurrence(schedule, office, last ?? '')).toBe(next);
    const isLimited = 'open' in schedule && schedule.open;
    expect(!isLimited || isOpen(office, next ?? '')).toBe(true);
  });
  fc.assert(property, { numRuns: 200 });
});
