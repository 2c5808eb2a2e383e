import { readHolidays } from '@deskbook/policies/calendars';
import { describe, expect, test } from 'vitest';

const years = { from: 2026, to: 2028 };

/** An iCalendar text of events, each one a list of lines. */
function feed(...events: readonly (readonly string[])[]): string {
  const lines = events.flatMap((event) => ['BEGIN:VEVENT', ...event, 'END:VEVENT']);
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
}

function datesOf(...events: readonly (readonly string[])[]): readonly string[] | string {
  const result = readHolidays(feed(...events), years);
  return result.ok ? result.holidays.map(({ date }) => date) : result.failure;
}

describe('whole-day events are holidays', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['one day', ['DTSTART;VALUE=DATE:20260501'], ['2026-05-01']],
    [
      'several days; the end is not part of them',
      ['DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261227'],
      ['2026-12-24', '2026-12-25', '2026-12-26'],
    ],
    ['by length', ['DTSTART;VALUE=DATE:20261224', 'DURATION:P2D'], ['2026-12-24', '2026-12-25']],
    [
      'into the wanted years, and out of them',
      ['DTSTART;VALUE=DATE:20251231', 'DTEND;VALUE=DATE:20260102'],
      ['2026-01-01'],
    ],
    ['every year', ['DTSTART;VALUE=DATE:20200101', 'RRULE:FREQ=YEARLY'], ['2026-01-01', '2027-01-01', '2028-01-01']],
    ['every leap year', ['DTSTART;VALUE=DATE:20240229', 'RRULE:FREQ=YEARLY'], ['2028-02-29']],
    ['until a year', ['DTSTART;VALUE=DATE:20200101', 'RRULE:FREQ=YEARLY;UNTIL=20270101'], ['2026-01-01', '2027-01-01']],
    [
      'the last Monday of May',
      ['DTSTART;VALUE=DATE:20200525', 'RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO'],
      ['2026-05-25', '2027-05-31', '2028-05-29'],
    ],
    [
      'without exceptions',
      ['DTSTART;VALUE=DATE:20200101', 'RRULE:FREQ=YEARLY', 'EXDATE;VALUE=DATE:20270101'],
      ['2026-01-01', '2028-01-01'],
    ],
    [
      'by a list',
      ['DTSTART;VALUE=DATE:20260403', 'RDATE;VALUE=DATE:20270326,20280414'],
      ['2026-04-03', '2027-03-26', '2028-04-14'],
    ],
    ['not when cancelled', ['DTSTART;VALUE=DATE:20260501', 'STATUS:CANCELLED'], []],
  ])('%s', (_, event, dates) => expect(datesOf(event)).toEqual(dates));

  test('an occurrence that was moved', () => {
    const dates = datesOf(
      ['UID:a', 'DTSTART;VALUE=DATE:20260101', 'RRULE:FREQ=YEARLY'],
      ['UID:a', 'RECURRENCE-ID;VALUE=DATE:20270101', 'DTSTART;VALUE=DATE:20270104'],
    );
    expect(dates).toEqual(['2026-01-01', '2027-01-04', '2028-01-01']);
  });

  test('of two on one date the first gives the name; folded and escaped text is read', () => {
    const text = feed(
      ['SUMMARY:Day of peace\\, and', ' \\, again', 'DTSTART;VALUE=DATE:20260501'],
      ['SUMMARY:Second', 'DTSTART;VALUE=DATE:20260501'],
    );
    const result = readHolidays(text, years);
    expect(result.ok && result.holidays).toEqual([{ date: '2026-05-01', name: 'Day of peace, and, again' }]);
  });
});

describe('what is no holiday is named', () => {
  test.each<[string, readonly string[], string]>([
    ['a time of day', ['DTSTART:20261224T080000Z'], 'time_of_day'],
    ['a date that does not exist', ['DTSTART;VALUE=DATE:20260230'], 'bad_date'],
    ['no date', [], 'bad_date'],
    ['an end before its beginning', ['DTSTART;VALUE=DATE:20260501', 'DTEND;VALUE=DATE:20260430'], 'bad_date'],
    ['half a day', ['DTSTART;VALUE=DATE:20260501', 'DURATION:PT12H'], 'bad_date'],
    ['years', ['DTSTART;VALUE=DATE:20260501', 'DTEND;VALUE=DATE:20990501'], 'too_long'],
    ['an end with a time', ['DTSTART;VALUE=DATE:20260501', 'DTEND:20260502T000000Z'], 'bad_date'],
    ['every day', ['DTSTART;VALUE=DATE:20260501', 'RRULE:FREQ=DAILY'], 'unsupported_repetition'],
    [
      'a rule that never matches',
      ['DTSTART;VALUE=DATE:20260501', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'],
      'unsupported_repetition',
    ],
    [
      'a search without end',
      ['DTSTART;VALUE=DATE:20260501', 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30'],
      'unsupported_repetition',
    ],
    ['two rules', ['DTSTART;VALUE=DATE:20260501', 'RRULE:FREQ=YEARLY', 'RRULE:FREQ=YEARLY'], 'unsupported_repetition'],
    ['a week of the year', ['DTSTART;VALUE=DATE:20260501', 'RRULE:FREQ=YEARLY;BYWEEKNO=20'], 'unsupported_repetition'],
    [
      'every ever so many years',
      ['DTSTART;VALUE=DATE:20260501', 'RRULE:FREQ=YEARLY;INTERVAL=99999999999'],
      'unsupported_repetition',
    ],
  ])('%s', (_, event, reason) => {
    expect(readHolidays(feed(['SUMMARY:Odd', ...event]), years)).toEqual({
      ok: true,
      holidays: [],
      knownUntil: null,
      skipped: [{ name: 'Odd', reason }],
    });
  });

  test('a value the library cannot read', () => {
    const result = readHolidays(feed(['DTSTART;VALUE=DATE:20260501', 'DURATION:soon']), years);
    expect(result).toMatchObject({ holidays: [], skipped: [{ name: null, reason: 'unreadable' }] });
  });
});

describe('how far the feed is known', () => {
  const newYear = ['UID:n', 'DTSTART;VALUE=DATE:20200101', 'RRULE:FREQ=YEARLY'];
  test.each<[string, readonly (readonly string[])[], string | null]>([
    ['to the end of the last year it lists', [newYear, ['UID:e', 'DTSTART;VALUE=DATE:20260403']], '2026-12-31'],
    ['to the end, where all repeats for ever', [newYear], '2028-12-31'],
    ['to the end of a rule', [['DTSTART;VALUE=DATE:20200101', 'RRULE:FREQ=YEARLY;COUNT=8']], '2027-12-31'],
    ['not at all, where it ended before', [['DTSTART;VALUE=DATE:20200101']], null],
    ['not beyond what was asked for', [['DTSTART;VALUE=DATE:20300101']], '2028-12-31'],
    ['not at all, where it is empty', [], null],
  ])('%s', (_, events, until) => {
    const result = readHolidays(feed(...events), years);
    expect(result.ok && result.knownUntil).toBe(until);
  });
});

describe('what is no feed', () => {
  test.each<[string, string, { from: number; to: number }, string]>([
    ['no iCalendar', 'nonsense', years, 'not_icalendar'],
    ['nothing', '', years, 'not_icalendar'],
    ['a card', 'BEGIN:VCARD\r\nFN:Lena\r\nEND:VCARD', years, 'not_icalendar'],
    ['too much', 'x'.repeat(4_000_001), years, 'too_large'],
    ['too many events', feed(...Array.from({ length: 3_001 }, () => ['SUMMARY:x'])), years, 'too_large'],
    ['years the wrong way round', feed(), { from: 2028, to: 2026 }, 'bad_years'],
    ['too many years', feed(), { from: 2000, to: 2100 }, 'bad_years'],
    ['no years', feed(), { from: Number.NaN, to: 2100 }, 'bad_years'],
  ])('%s', (_, text, wanted, failure) => {
    expect(readHolidays(text, wanted)).toEqual({ ok: false, failure });
  });
});
