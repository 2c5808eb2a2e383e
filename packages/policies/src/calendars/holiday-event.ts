import type { LocalDate } from './calendar.ts';
import type { IcalComponent } from './ical-library.ts';
import { dateOf, dayOf } from './local-day.ts';
import type { Years } from './years.ts';
import { occurrencesOf } from './recurrence.ts';
import type { SkippedEvent } from './skipped-event.ts';

/** A whole-day event of a feed, with what it repeats as. */
export interface HolidayEvent {
  readonly uid: string;
  readonly name: string | null;
  readonly cancelled: boolean;
  /** Repeats for ever. */
  readonly endless: boolean;
  /** The date of the occurrence, of another event of this `uid`, that this one stands for. */
  readonly replaces: LocalDate | null;
  readonly occurrences: readonly { readonly start: LocalDate; readonly dates: readonly LocalDate[] }[];
}

const MAX_DAYS = 366;

/** Reads one event; the skipped are returned as such, never dropped. The library throws on values it cannot read. */
export function readEvent(component: IcalComponent, years: Years): HolidayEvent | { readonly skipped: SkippedEvent } {
  try {
    return eventOf(component, years);
  } catch {
    return { skipped: { name: textOf(component, 'summary'), reason: 'unreadable' } };
  }
}

function eventOf(component: IcalComponent, years: Years): HolidayEvent | { readonly skipped: SkippedEvent } {
  const name = textOf(component, 'summary');
  const skipped = (reason: SkippedEvent['reason']): { readonly skipped: SkippedEvent } => ({
    skipped: { name, reason },
  });
  const start = dateValue(component, 'dtstart');
  if (start === 'time_of_day' || start === 'bad_date') return skipped(start);
  if (start === null) return skipped('bad_date');
  const length = lengthOf(component, start);
  if (length === undefined) return skipped('bad_date');
  if (length > MAX_DAYS) return skipped('too_long');
  const repeated = occurrencesOf(component, dateOf(start), years);
  if (repeated === undefined) return skipped('unsupported_repetition');
  const replaces = dateValue(component, 'recurrence-id');
  return {
    uid: textOf(component, 'uid') ?? '',
    name,
    cancelled: textOf(component, 'status') === 'CANCELLED',
    endless: repeated.endless,
    replaces: typeof replaces === 'number' ? dateOf(replaces) : null,
    occurrences: repeated.starts.map((first) => ({ start: first, dates: datesFrom(first, length) })),
  };
}

function datesFrom(start: LocalDate, length: number): readonly LocalDate[] {
  const day = dayOf(start) ?? 0;
  return Array.from({ length }, (_, index) => dateOf(day + index));
}

/** In days. The end of an event is not part of it; without an end it is one day. */
function lengthOf(component: IcalComponent, start: number): number | undefined {
  const end = dateValue(component, 'dtend');
  if (typeof end === 'number') return end > start ? end - start : undefined;
  if (end !== null) return undefined;
  const duration = component.getFirstPropertyValue('duration') as { toSeconds: () => number } | null;
  const days = duration === null ? 1 : duration.toSeconds() / 86_400;
  return Number.isInteger(days) && days > 0 ? days : undefined;
}

/** The day of a property with a whole-day value, as it is written: the library would turn 30 February into 2 March. */
function dateValue(component: IcalComponent, property: string): number | 'time_of_day' | 'bad_date' | null {
  const found = component.getFirstProperty(property);
  if (found === null) return null;
  const [, , type, value] = found.jCal as readonly unknown[];
  if (type !== 'date') return 'time_of_day';
  return (typeof value === 'string' ? dayOf(value) : undefined) ?? 'bad_date';
}

function textOf(component: IcalComponent, property: string): string | null {
  const value: unknown = component.getFirstPropertyValue(property);
  return typeof value === 'string' ? value : null;
}
