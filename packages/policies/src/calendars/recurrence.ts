import type { LocalDate } from './calendar.ts';
import { icalLibrary } from './ical-library.ts';
import type { IcalComponent, IcalRecur, IcalTime } from './ical-library.ts';
import { dayOf } from './local-day.ts';
import type { Years } from './years.ts';

/** On which dates an event begins, up to the last wanted year, and whether it would go on for ever. */
export interface Occurrences {
  readonly starts: readonly LocalDate[];
  readonly endless: boolean;
}

/** Every month has this many days at least; in a rule a later day would have to be looked for. */
const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const MAX_OCCURRENCES = 600;

/**
 * The dates of an event that repeats: yearly, on a date or on a weekday of a month, which is what holidays do. `undefined` where it
 * repeats in another way: a search through a hostile rule could last for ever.
 */
export function occurrencesOf(component: IcalComponent, start: LocalDate, years: Years): Occurrences | undefined {
  const rules = component.getAllProperties('rrule').map((property) => property.getFirstValue() as unknown as IcalRecur);
  if (rules.length > 1 || rules.some((rule) => !isFollowed(rule))) return undefined;
  const [rule] = rules;
  const repeated = rule === undefined ? { starts: [start], endless: false } : followed(rule, start, years);
  const without = new Set(datesIn(component, 'exdate'));
  const starts = [...new Set([...(repeated?.starts ?? []), ...datesIn(component, 'rdate')])];
  return repeated && { starts: starts.filter((date) => !without.has(date)), endless: repeated.endless };
}

function isFollowed(rule: IcalRecur): boolean {
  const parts = rule.parts as { readonly [part: string]: readonly (string | number)[] };
  const [months, days, weekdays] = [parts['BYMONTH'] ?? [], parts['BYMONTHDAY'] ?? [], parts['BYDAY'] ?? []];
  if (rule.freq !== 'YEARLY' || rule.interval < 1 || months.length > 1) return false;
  if (Object.keys(parts).some((part) => !['BYMONTH', 'BYMONTHDAY', 'BYDAY'].includes(part))) return false;
  if (days.length + weekdays.length > 1 || (days.length + weekdays.length > 0 && months.length === 0)) return false;
  const limit = DAYS_IN_MONTH[Number(months[0] ?? 1) - 1] ?? 0;
  return (
    limit > 0 &&
    days.every((day) => Number(day) >= 1 && Number(day) <= limit) &&
    weekdays.every((weekday) => /^[+-]?[1-4](MO|TU|WE|TH|FR|SA|SU)$/.test(String(weekday)))
  );
}

/** Follows a rule by the library's iterator. `undefined` where the library gives up, or it is too long. */
function followed(rule: IcalRecur, start: LocalDate, years: Years): Occurrences | undefined {
  const end = `${String(years.to).padStart(4, '0')}-12-31`;
  const starts: LocalDate[] = [];
  try {
    const iterator = rule.iterator(icalLibrary().Time.fromDateString(start));
    for (let count = 0; count < MAX_OCCURRENCES; count += 1) {
      const next = iterator.next() as IcalTime | null;
      const date = next?.toString().slice(0, 10);
      if (date === undefined || date > end) return { starts, endless: rule.count === null && rule.until === null };
      if (isOf(rule, start, date)) starts.push(date);
    }
  } catch {
    return undefined;
  }
  return undefined;
}

/** A yearly 29 February is not 1 March in other years, as the library has it. */
function isOf(rule: IcalRecur, start: LocalDate, date: LocalDate): boolean {
  return dayOf(date) !== undefined && (Object.keys(rule.parts).length > 0 || date.slice(5) === start.slice(5));
}

function datesIn(component: IcalComponent, property: string): readonly LocalDate[] {
  return component
    .getAllProperties(property)
    .flatMap((each) => each.getValues() as unknown as readonly { toString: () => string }[])
    .map((value) => value.toString().slice(0, 10))
    .filter((date) => dayOf(date) !== undefined);
}
