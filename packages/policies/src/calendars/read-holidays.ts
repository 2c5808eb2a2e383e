import type { Holiday, LocalDate } from './calendar.ts';
import { readEvent } from './holiday-event.ts';
import type { HolidayEvent } from './holiday-event.ts';
import { icalLibrary } from './ical-library.ts';
import type { IcalComponent } from './ical-library.ts';
import type { SkippedEvent } from './skipped-event.ts';
import type { Years } from './years.ts';

/** Holidays of a feed, in order, and how far the feed can be trusted. */
export type HolidaysResult =
  | {
      readonly ok: true;
      readonly holidays: readonly Holiday[];
      /**
       * The last date for which the feed knows holidays: the end of the last wanted year for which it lists a date by itself. Rules
       * that repeat for ever say nothing of the feasts that move; a feed of nothing else is known to the end. Null: it has none.
       */
      readonly knownUntil: LocalDate | null;
      /** Events that were not taken, each with the reason. */
      readonly skipped: readonly SkippedEvent[];
    }
  | { readonly ok: false; readonly failure: 'not_icalendar' | 'too_large' | 'bad_years' };

const MAX_TEXT = 4_000_000;
const MAX_EVENTS = 3_000;
const MAX_YEARS = 100;

/**
 * Reads the holidays of an iCalendar text (RFC 5545) for some years: whole-day events, of several days also, repeated by rule or by
 * list, without those cancelled or excepted. Events with a time of day are no holidays, and are named among the skipped. Other hours
 * than none cannot be told by a feed: put `{ date, hours }` after it.
 *
 * @example
 * readHolidays(text, { from: 2026, to: 2028 }); // { ok: true, holidays: [{ date: '2026-01-01', name: 'Neujahr' }, …], knownUntil: '2027-12-31', skipped: [] }
 */
export function readHolidays(ics: string, years: Years): HolidaysResult {
  if (!areYears(years)) return { ok: false, failure: 'bad_years' };
  if (ics.length > MAX_TEXT) return { ok: false, failure: 'too_large' };
  const components = eventsOf(ics);
  if (components === undefined) return { ok: false, failure: 'not_icalendar' };
  if (components.length > MAX_EVENTS) return { ok: false, failure: 'too_large' };
  const read = components.map((component) => readEvent(component, years));
  const events = read.flatMap((each) => ('skipped' in each ? [] : [each]));
  const skipped = read.flatMap((each) => ('skipped' in each ? [each.skipped] : []));
  return { ok: true, holidays: holidaysOf(events, years), knownUntil: knownUntil(events, years), skipped };
}

function areYears({ from, to }: Years): boolean {
  return (
    [from, to].every((year) => Number.isInteger(year) && year >= 1 && year <= 9998) &&
    from <= to &&
    to - from < MAX_YEARS
  );
}

/** The library throws on what it cannot read. */
function eventsOf(ics: string): readonly IcalComponent[] | undefined {
  try {
    const { Component, parse } = icalLibrary();
    const parsed: unknown = parse(ics);
    const calendars = (Array.isArray(parsed) && Array.isArray(parsed[0]) ? parsed : [parsed]) as unknown[][];
    const roots = calendars.map((calendar) => new Component(calendar));
    if (roots.some(({ name }) => name !== 'vcalendar')) return undefined;
    return roots.flatMap((root) => root.getAllSubcomponents('vevent'));
  } catch {
    return undefined;
  }
}

/** One holiday a date; of two events on one date the first gives its name. */
function holidaysOf(events: readonly HolidayEvent[], years: Years): readonly Holiday[] {
  const moved = new Set(events.flatMap(({ uid, replaces }) => (replaces === null ? [] : [`${uid} ${replaces}`])));
  const byDate = new Map<LocalDate, Holiday>();
  for (const { uid, name, occurrences, replaces, cancelled } of events) {
    if (cancelled) continue;
    for (const { start, dates } of occurrences) {
      if (replaces === null && moved.has(`${uid} ${start}`)) continue;
      for (const date of dates) {
        const year = Number(date.slice(0, 4));
        if (year < years.from || year > years.to || byDate.has(date)) continue;
        byDate.set(date, name === null ? { date } : { date, name });
      }
    }
  }
  return [...byDate.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
}

function knownUntil(events: readonly HolidayEvent[], years: Years): LocalDate | null {
  const live = events.filter(({ cancelled }) => !cancelled);
  if (live.length === 0) return null;
  const listed = live.filter(({ endless }) => !endless);
  if (listed.length === 0) return endOf(years.to);
  const last = Math.max(
    ...listed.flatMap(({ occurrences }) => occurrences.map(({ start }) => Number(start.slice(0, 4)))),
  );
  return last < years.from ? null : endOf(Math.min(last, years.to));
}

function endOf(year: number): LocalDate {
  return `${String(year).padStart(4, '0')}-12-31`;
}
