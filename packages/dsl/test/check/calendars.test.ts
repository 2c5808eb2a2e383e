import { addBusinessTime, prepareCalendar } from '@deskbook/policies/calendars';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkFiles, mistakesIn } from './check-files.ts';
import { tinyBundle } from './tiny-bundle.ts';

const office = `kind: calendar
id: berlin-office
title: { en: The office, de: Das Büro }
zone: Europe/Berlin
hours: { mon-thu: [08:00-12:00, 12:30-17:00], fri: [08:00-15:00] }
holidays: [{ ics: feeds/berlin.ics }, { date: '2026-12-31', hours: [08:00-12:00] }]
`;

/** A feed of whole days, `20260403 Karfreitag`; a line with more is a property. */
function feed(...days: readonly string[]): string {
  const events = days.map((day, index) => {
    const [date = '', name = '', ...more] = day.split(' ');
    return ['BEGIN:VEVENT', `UID:${index}`, `SUMMARY:${name}`, `DTSTART;VALUE=DATE:${date}`, ...more, 'END:VEVENT'];
  });
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//x//y//EN', ...events.flat(), 'END:VCALENDAR', ''].join('\r\n');
}

const berlin = feed('20260403 Karfreitag', '20260406 Ostermontag', '20260101 Neujahr RRULE:FREQ=YEARLY');

const withOffice = {
  ...tinyBundle,
  'bundle.yaml': tinyBundle['bundle.yaml']?.replace('[en, de]', '[en, de], calendar: berlin-office') ?? '',
  'calendar.yaml': office,
  'feeds/berlin.ics': berlin,
};

const within = (text: string): { readonly [path: string]: string } => ({
  ...withOffice,
  'approval.yaml': tinyBundle['approval.yaml']?.replace('within: 24h', `within: ${text}`) ?? '',
});

describe('a calendar', () => {
  test('is plain data: weekdays spelled out, feeds read into dates', () => {
    const { bundle, diagnostics } = checkFiles(withOffice);
    expect(diagnostics).toEqual([]);
    expect(bundle?.calendar).toBe('berlin-office');
    const { holidays, ...rest } = bundle?.calendars['berlin-office'] ?? { holidays: [] };
    const longDay = ['08:00-12:00', '12:30-17:00'];
    expect(rest).toEqual({
      id: 'berlin-office',
      title: { en: 'The office', de: 'Das Büro' },
      zone: 'Europe/Berlin',
      hours: { mon: longDay, tue: longDay, wed: longDay, thu: longDay, fri: ['08:00-15:00'] },
      holidaysKnownUntil: '2026-12-31',
      reference: 'calendar/berlin-office#',
    });
    expect(holidays.filter(({ date }) => date.startsWith('2026'))).toEqual([
      { date: '2026-01-01', name: 'Neujahr' },
      { date: '2026-04-03', name: 'Karfreitag' },
      { date: '2026-04-06', name: 'Ostermontag' },
      { date: '2026-12-31', hours: ['08:00-12:00'] },
    ]);
    expect(holidays.filter(({ date }) => date.endsWith('-01-01'))).toHaveLength(74);
  });

  test('is one that can be reckoned with', () => {
    const definition = checkFiles(withOffice).bundle?.calendars['berlin-office'];
    const prepared = definition && prepareCalendar(definition);
    if (prepared?.ok !== true) throw new Error('it cannot be prepared');
    const due = addBusinessTime(prepared.calendar, '2026-04-02T16:00:00+02:00', { business: 'days', amount: 1 });
    expect(due).toMatchObject({ ok: true, due: '2026-04-07T14:00:00.000Z' });
  });

  test('is known as far as the feed that ends first', () => {
    const files = {
      ...withOffice,
      'calendar.yaml': office.replace(
        '[{ ics: feeds/berlin.ics }',
        '[{ ics: feeds/berlin.ics }, { ics: feeds/own.ics }',
      ),
      'feeds/own.ics': feed('20280703 Betriebsausflug'),
    };
    expect(checkFiles(files).bundle?.calendars['berlin-office']?.holidaysKnownUntil).toBe('2026-12-31');
  });

  test('may go over the end of the week, and day and night', () => {
    const files = {
      ...withOffice,
      'calendar.yaml': `${office.replace('mon-thu', 'sun-thu')}---\nkind: calendar\nid: ops\nzone: UTC\nhours: always\n`,
    };
    const { bundle } = checkFiles(files);
    expect(Object.keys(bundle?.calendars['berlin-office']?.hours ?? {}).toSorted()).toEqual([
      'fri',
      'mon',
      'sun',
      'thu',
      'tue',
      'wed',
    ]);
    expect(bundle?.calendars['ops']?.hours).toBe('always');
  });

  test('changes the hash of the bundle with its holidays, and not with the text of a feed', () => {
    const hash = (text: string): string | undefined =>
      checkFiles({ ...withOffice, 'feeds/berlin.ics': text }).bundle?.hash;
    expect(hash(berlin.replace('x//y', 'z//y'))).toBe(hash(berlin));
    expect(hash(berlin.replace('20260406', '20260407'))).not.toBe(hash(berlin));
  });

  test.each([
    [
      'zone: Europe/Berlin',
      'zone: Europe/Berln',
      'unknown-zone: there is no time zone `Europe/Berln` (did you mean `Europe/Berlin`)',
    ],
    [
      'zone: Europe/Berlin',
      "zone: '+01:00'",
      'unknown-zone: there is no time zone `+01:00` (write an IANA name such as `Europe/Berlin`)',
    ],
    ['12:30-17:00', '11:30-17:00', 'invalid-hours: `11:30-17:00` overlaps other hours of the same day'],
    [
      '12:30-17:00',
      '12:30-25:00',
      'invalid-hours: `12:30-25:00` are no hours of a day (write hours such as `08:00-12:30`)',
    ],
    ['fri: [', 'thu: [', 'invalid-hours: `thu` has hours twice'],
    [
      "'2026-12-31'",
      "'2026-02-30'",
      'wrong-value: `2026-02-30` is not a date, as `date` is (write a day such as `2026-12-31`)',
    ],
    [
      'hours: [08:00-12:00] }',
      'hours: [08:00-12:00, 11:00-13:00] }',
      'invalid-hours: `11:00-13:00` overlaps other hours of the same day',
    ],
    [
      'feeds/berlin.ics',
      'feeds/berlin.isc',
      'unknown-name: there is no file `feeds/berlin.isc` (did you mean `feeds/berlin.ics`)',
    ],
    [
      'feeds/berlin.ics',
      '../berlin.ics',
      'unknown-name: there is no file `../berlin.ics` (there is `feeds/berlin.ics`)',
    ],
  ])('where %j is %j: %s', (written, wrong, expected) => {
    expect(mistakesIn({ ...withOffice, 'calendar.yaml': office.replace(written, wrong) })).toEqual([expected]);
  });

  test.each([
    ['Karfreitag: 3. April', 'invalid-feed: `feeds/berlin.ics` is no iCalendar file'],
    [feed(), 'invalid-feed: `feeds/berlin.ics` has no whole-day event since 2000'],
    [
      feed('20260403 Karfreitag', '20260703T140000 Sommerfest')
        .replace('VALUE=DATE:20260703T', '20260703T')
        .replace(';20260703T', ':20260703T'),
      'skipped-event: `Sommerfest` of `feeds/berlin.ics` has a time of day and is left out (take it out of the feed, or write its day as a `date` of its own)',
    ],
  ])('with a feed that is %j', (text, expected) => {
    expect(mistakesIn({ ...withOffice, 'feeds/berlin.ics': text })).toEqual([expected]);
  });

  test('that never opens has no business time', () => {
    const closed = office.replace(/hours: .*\nholidays: .*/, 'hours: { mon-fri: [] }');
    expect(mistakesIn({ ...withOffice, 'calendar.yaml': closed })).toEqual([
      'never-open: `berlin-office` never opens, so that nothing is ever due on it',
    ]);
  });

  test('nobody reckons with is told of', () => {
    const { 'bundle.yaml': _, ...rest } = withOffice;
    expect(mistakesIn({ ...rest, 'bundle.yaml': tinyBundle['bundle.yaml'] ?? '' })).toEqual([
      'unused-definition: calendar `berlin-office` is never used: no business time runs on it',
    ]);
  });

  test.each([
    [{ 'calendar.yaml': office.replace("'2026-12-31'", "'2027-12-31'") }, '2027-12-31 is one'],
    [
      { 'test.yaml': 'kind: test\nid: later\nclock: 2027-01-04T09:00:00+01:00\n' },
      'the test `later` speaks of 2027-01-04',
    ],
    [
      { 'test.yaml': 'kind: test\nid: later\nsteps: [{ at: 2027-01-05T09:00:00+01:00 }]\n' },
      'the test `later` speaks of 2027-01-05',
    ],
  ])('whose feed ends before the bundle does: %j', (more, why) => {
    expect(mistakesIn({ ...withOffice, ...more })).toEqual([
      `holidays-end: \`berlin-office\` knows no holiday after 2026-12-31, and ${why} (put a newer feed there)`,
    ]);
  });
});

const aboutHours: ReadonlySet<string> = new Set(['invalid-hours', 'wrong-value', 'never-open']);

test('whatever is written, a calendar that is checked can be prepared, and no other is refused by its hours', () => {
  const time = fc.constantFrom(
    '00:00',
    '06:00',
    '08:00',
    '12:00',
    '12:30',
    '17:00',
    '22:00',
    '24:00',
    '25:00',
    '12:61',
  );
  const ranges = fc.array(
    fc.tuple(time, time).map(([from, to]) => `${from}-${to}`),
    { maxLength: 3 },
  );
  const days = fc.constantFrom('mon', 'mon-thu', 'fri', 'sat-mon', 'sun');
  const date = fc.constantFrom('2026-02-28', '2026-02-30', '2026-12-31', '0000-00-00');
  const special = fc.record({ date, hours: ranges });
  const calendar = fc.record({
    hours: fc.dictionary(days, ranges, { minKeys: 1 }),
    holidays: fc.array(special, { maxLength: 3 }),
  });
  fc.assert(
    fc.property(calendar, ({ hours, holidays }) => {
      const text = `kind: calendar\nid: berlin-office\nzone: Europe/Berlin\nhours: ${JSON.stringify(hours)}\nholidays: ${JSON.stringify(holidays)}\n`;
      const { bundle, diagnostics } = checkFiles({ ...withOffice, 'calendar.yaml': text });
      const definition = bundle?.calendars['berlin-office'];
      const wrong = diagnostics.map(({ name }) => name).filter((name) => !aboutHours.has(name));
      expect([wrong, definition === undefined || prepareCalendar(definition).ok]).toEqual([[], true]);
      expect(diagnostics.length > 0).toBe(definition === undefined);
    }),
    { numRuns: 60 },
  );
});

describe('business time', () => {
  test.each([
    ['8 business hours', { business: 'hours', amount: 8 }],
    ['1 business hour', { business: 'hours', amount: 1 }],
    ['2 business days', { business: 'days', amount: 2 }],
    ['2 business days on berlin-office', { business: 'days', amount: 2, calendar: 'berlin-office' }],
    ['2d', { milliseconds: 172_800_000 }],
  ])('%s', (text, expected) => {
    const { bundle, diagnostics } = checkFiles(within(text));
    expect(diagnostics).toEqual([]);
    expect(bundle?.approvals['lead']?.within).toEqual(expected);
  });

  test.each([
    [
      '2 business days on berlin_office',
      'unknown-name: there is no calendar `berlin_office` (did you mean `berlin-office`)',
    ],
    [
      '48 business hours',
      'business-days-meant: `48 business hours` is 6 working days on `berlin-office` (did you mean `48h` or `2 business days`)',
    ],
    [
      '24 business hours on berlin-office',
      'business-days-meant: `24 business hours` is 3 working days on `berlin-office` (did you mean `24h` or `1 business day`)',
    ],
    ['4000 business days', 'invalid-duration: 4000 business days are longer than ten years'],
    [
      '1.5 business days',
      'invalid-duration: `1.5 business days` is not a length of time (write one such as `15m`, `4h` or `2 business days`)',
    ],
  ])('%s: %s', (text, expected) => {
    expect(mistakesIn(within(text))).toEqual([expected]);
  });

  test('needs a calendar, and is told which there is', () => {
    const files = { ...within('2 business days'), 'bundle.yaml': tinyBundle['bundle.yaml'] ?? '' };
    expect(mistakesIn(files)[0]).toBe(
      'business-time: business time needs a calendar (name one: `calendar: berlin-office` in `settings`)',
    );
  });

  test('goes by in a test only where there is a calendar', () => {
    const { 'calendar.yaml': _, 'feeds/berlin.ics': __, ...rest } = withOffice;
    const waits = 'kind: test\nid: waits\nsteps: [{ after: 8 business hours }]\n';
    expect(mistakesIn({ ...withOffice, 'test.yaml': waits })).toEqual([]);
    expect(mistakesIn({ ...rest, 'bundle.yaml': tinyBundle['bundle.yaml'] ?? '', 'test.yaml': waits })).toEqual([
      'business-time: business time needs a calendar (define a calendar and name it in `settings`)',
    ]);
  });

  test('on a calendar that is open day and night is a day in 24 hours', () => {
    const files = {
      ...within('48 business hours'),
      'calendar.yaml': office.replace(/hours: \{.*\n/, 'hours: always\n'),
    };
    expect(mistakesIn(files)).toEqual([]);
  });

  test('of the bundle runs on a calendar that is there', () => {
    const files = { ...withOffice, 'bundle.yaml': withOffice['bundle.yaml'].replace('berlin-office', 'berlin_office') };
    expect(mistakesIn(files)).toContain(
      'unknown-name: there is no calendar `berlin_office` (did you mean `berlin-office`)',
    );
  });

  test.each(['a wait', 'an undo window'])('stands in %s', (where) => {
    const workflow = tinyBundle['workflow.yaml'] ?? '';
    const files = {
      ...withOffice,
      'workflow.yaml':
        where === 'a wait'
          ? workflow.replace('ends:', '  - { id: rest, wait: { for: 2 business days } }\nends:')
          : workflow.replace('steps:', 'undo_window: 2 business hours\nsteps:'),
    };
    const { bundle, diagnostics } = checkFiles(files);
    expect(diagnostics).toEqual([]);
    expect(JSON.stringify(bundle?.workflows)).toContain('"business"');
  });

  test.each([
    ['trigger.yaml', 'in: 1h', 'in: 1 business hour'],
    ['action.yaml', 'backoff: 1s', 'backoff: 1 business hour'],
    ['service.yaml', 'in: 7d', 'in: 5 business days'],
    ['workflow.yaml', 'do: directory.unlock,', 'do: directory.unlock, estimate: 1 business day,'],
  ])('stands nowhere in %s, where the clock counts', (path, written, wrong) => {
    const files = { ...withOffice, [path]: tinyBundle[path]?.replace(written, wrong) ?? '' };
    expect(mistakesIn(files)).toEqual([
      'business-time: this is counted by the clock, day and night, and not in business time (write clock time such as `48h`)',
    ]);
  });
});
