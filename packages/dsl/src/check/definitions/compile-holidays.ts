import { readHolidays } from '@deskbook/policies/calendars';
import type { Holiday, HolidaysResult, LocalDate } from '@deskbook/policies/calendars';
import { skippedEvent } from '../../diagnostics/pages/analysis/skipped-event.ts';
import { invalidFeed } from '../../diagnostics/pages/reference/invalid-feed.ts';
import type { HolidayShape } from '../../shape/calendar.ts';
import { compileLiteral } from '../compile-literal.ts';
import { at, type Place } from '../place.ts';
import { plainField } from '../plain-field.ts';
import type { Program } from '../program.ts';
import { referAmong } from '../refer.ts';
import { report } from '../report.ts';
import { checkRanges } from './check-ranges.ts';

/** The holidays of a calendar as plain dates, and how far they are known: as far as the feed that ends first. */
export interface CompiledHolidays {
  readonly holidays: readonly Holiday[];
  readonly knownUntil: LocalDate | null;
}

/** Of which years holidays are taken from a feed. What repeats for ever is repeated until then. */
const years = { from: 2000, to: 2099 } as const;

/** Compiles dates and feeds, in the order they are written: of two for one date the later stands. */
export function compileHolidays(
  written: readonly HolidayShape[],
  place: Place,
  { files }: Pick<Program, 'files'>,
): CompiledHolidays {
  const parts = written.map((each, index): CompiledHolidays => {
    const here = at(place, index);
    return 'ics' in each ? readFeed(each.ics, at(here, 'ics'), files) : compileDate(each, here);
  });
  const ends = parts.flatMap(({ knownUntil }) => knownUntil ?? []).toSorted();
  return { holidays: parts.flatMap(({ holidays }) => holidays), knownUntil: ends[0] ?? null };
}

function compileDate({ date, name, hours }: Exclude<HolidayShape, { ics: string }>, place: Place): CompiledHolidays {
  compileLiteral(date, plainField('date'), at(place, 'date'), 'date');
  if (hours !== undefined) checkRanges(hours, at(place, 'hours'));
  const holiday = { date, ...(name === undefined ? {} : { name }), ...(hours === undefined ? {} : { hours }) };
  return { holidays: [holiday], knownUntil: null };
}

const none: CompiledHolidays = { holidays: [], knownUntil: null };

function readFeed(path: string, place: Place, files: Program['files']): CompiledHolidays {
  const feeds = files.filter((file) => file.path.endsWith('.ics'));
  const file = feeds.find((each) => each.path === path);
  if (file === undefined) {
    referAmong(path, feeds.map((each) => each.path), 'file', place); // prettier-ignore
    return none;
  }
  // Why a file cannot be read has been said of the file.
  if (file.unreadable !== undefined) return none;
  const read = readHolidays(file.text, years);
  if (!read.ok) report(place, invalidFeed, `\`${path}\` ${failures[read.failure]}`);
  else if (read.knownUntil === null) report(place, invalidFeed, `\`${path}\` has no whole-day event since 2000`);
  if (!read.ok) return none;
  reportSkipped(path, read.skipped, place);
  return read;
}

type Read = Extract<HolidaysResult, { readonly ok: true }>;

const failures: { readonly [failure in Extract<HolidaysResult, { readonly ok: false }>['failure']]: string } = {
  not_icalendar: 'is no iCalendar file',
  too_large: 'has more events than a calendar of holidays',
  bad_years: 'cannot be read for these years',
};

const reasons: { readonly [reason in Read['skipped'][number]['reason']]: string } = {
  time_of_day: 'has a time of day',
  bad_date: 'has a date that does not exist',
  unsupported_repetition: 'repeats in a way that is not followed',
  too_long: 'lasts longer than a year',
  unreadable: 'cannot be read',
};

function reportSkipped(path: string, skipped: Read['skipped'], place: Place): void {
  const [first, ...others] = skipped;
  if (first === undefined) return;
  const more = others.length === 0 ? '' : `, and so are ${others.length} more`;
  report(
    place,
    skippedEvent,
    `\`${first.name ?? 'an event'}\` of \`${path}\` ${reasons[first.reason]} and is left out${more}`,
    {
      help: 'take it out of the feed, or write its day as a `date` of its own',
    },
  );
}
