import { definition } from './notation.ts';
import type { EverywhereShape } from './notation.ts';
import { either, list, map, record, text, word } from './schema.ts';

/** A date that differs from its weekday, or a feed of such dates. */
export type HolidayShape =
  | { readonly date: string; readonly name?: string; readonly hours?: readonly string[] }
  | { readonly ics: string };

/** `kind: calendar`, as written. */
export interface CalendarShape extends EverywhereShape {
  readonly kind: 'calendar';
  readonly zone: string;
  /** By weekday or by a stretch of the week: `mon-thu`. */
  readonly hours: 'always' | { readonly [days: string]: readonly string[] };
  readonly holidays?: readonly HolidayShape[];
}

const weekday = '(mon|tue|wed|thu|fri|sat|sun)';

const ranges = list(
  'The hours of one day: several ranges, the end not part of them.',
  text('Hours on the clock of the zone.', {
    pattern: '^[0-9]{2}:[0-9]{2}-[0-9]{2}:[0-9]{2}$',
    expects: 'hours such as `08:00-12:30`',
    examples: ['08:00-12:00', '22:00-06:00'],
  }),
);

export const calendarSchema = definition('calendar', 'When people work.', {
  zone: text('The time zone: an IANA name.', { examples: ['Europe/Berlin', 'America/New_York'] }),
  hours: either(
    'The hours of a week; a weekday that is not named is closed.',
    word('Day and night, every weekday; holidays still close it.', ['always']),
    map('Hours by weekday, or by a stretch of the week.', ranges, {
      minProperties: 1,
      propertyNames: {
        pattern: `^${weekday}(-${weekday})?$`,
        expects: 'a weekday such as `fri`, or a stretch such as `mon-thu`',
      },
    }),
  ),
  'holidays?': list(
    'Dates that differ from their weekday. Of two for one date the later in the list stands.',
    either(
      'A date, or a feed of dates.',
      record(
        'A date: closed, or open in its own hours alone.',
        { date: text('The day.', { examples: ['2026-12-31'] }), 'name?': text('What it is called.'), 'hours?': ranges },
        { by: ['date'] },
      ),
      record(
        'The whole-day events of an iCalendar file: closed.',
        { ics: text('The file, from the top of the bundle.', { examples: ['holidays-berlin.ics'] }) },
        { by: ['ics'] },
      ),
    ),
  ),
});
