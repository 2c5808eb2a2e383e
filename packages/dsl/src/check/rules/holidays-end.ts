import type { CalendarDefinition } from '../../bundle/calendar-definition.ts';
import { holidaysEnd } from '../../diagnostics/pages/analysis/holidays-end.ts';
import type { CalendarShape } from '../../shape/calendar.ts';
import { bundleCalendar } from '../compile-business-time.ts';
import { at } from '../place.ts';
import { placeAt } from '../place-at.ts';
import type { Compiled } from '../program.ts';
import { report } from '../report.ts';
import { spell } from '../spell.ts';

/**
 * Feeds end. Which day it is nobody may ask while a bundle is checked; but where the bundle itself speaks of a day after the end, by
 * a date of the same calendar or in a test, the end has been overlooked.
 */
export function holidaysEndBefore(compiled: Compiled): void {
  for (const calendar of Object.values(compiled.calendars)) {
    const place = placeAt(compiled.checking, calendar.reference);
    const { holidaysKnownUntil: end } = calendar;
    if (end === undefined || place === null) continue;
    const why = spokenOfAfter(end, calendar, place.definition.data as unknown as CalendarShape, compiled);
    if (why === null) continue;
    report(at(place, 'holidays'), holidaysEnd, `\`${calendar.id}\` knows no holiday after ${end}, and ${why}`, {
      on: 'key',
      help: 'put a newer feed there',
    });
  }
}

function spokenOfAfter(
  end: string,
  { id }: CalendarDefinition,
  { holidays = [] }: CalendarShape,
  { tests, checking }: Compiled,
): string | null {
  const dated = holidays.flatMap((each) => ('date' in each && each.date > end ? [each.date] : [])).toSorted()[0];
  if (dated !== undefined) return `${dated} is one`;
  if (bundleCalendar(checking) !== id) return null;
  for (const { id: test, clock, steps } of tests) {
    const moments = [clock, ...steps.flatMap(({ act, argument }) => (act === 'at' ? [spell(argument['at'])] : []))];
    const after = moments.map((moment) => moment.slice(0, 10)).find((day) => day > end);
    if (after !== undefined) return `the test \`${test}\` speaks of ${after}`;
  }
  return null;
}
