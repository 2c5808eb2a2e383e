import type { Calendar } from '@deskbook/policies/calendars';
import type { CalendarDefinition } from '../../bundle/calendar-definition.ts';
import { invalidHours } from '../../diagnostics/pages/reference/invalid-hours.ts';
import { neverOpen } from '../../diagnostics/pages/reference/never-open.ts';
import type { CalendarShape } from '../../shape/calendar.ts';
import type { Definition } from '../../syntax/syntax.ts';
import { checkZone } from '../check-zone.ts';
import { compileText } from '../compile-text.ts';
import { openWeek } from '../open-week.ts';
import { at, referenceTo, spanOf, type Place } from '../place.ts';
import { placeIn } from '../place-at.ts';
import type { Program } from '../program.ts';
import { report } from '../report.ts';
import { weekdaysIn, weeklyHours } from '../weekly-hours.ts';
import { checkRanges } from './check-ranges.ts';
import { compileHolidays } from './compile-holidays.ts';

/** Compiles `kind: calendar`: stretches of the week become weekdays, and feeds plain dates. */
export function compileCalendar(definition: Definition, program: Program): CalendarDefinition {
  const raw = definition.data as unknown as CalendarShape;
  const place = placeIn(program.checking, definition);
  checkZone(raw.zone, at(place, 'zone'));
  const hours = compileHours(raw.hours, at(place, 'hours'));
  const { holidays, knownUntil } = compileHolidays(raw.holidays ?? [], at(place, 'holidays'), program);
  if (openWeek(raw.hours).minutes === 0 && holidays.every(({ hours: own = [] }) => own.length === 0)) {
    report(at(place, 'hours'), neverOpen, `\`${raw.id}\` never opens, so that nothing is ever due on it`, {
      on: 'key',
    });
  }
  const title = raw.title === undefined ? null : compileText(raw.title, at(place, 'title'));
  return {
    id: raw.id,
    ...(title === null ? {} : { title }),
    zone: raw.zone,
    hours,
    holidays,
    ...(knownUntil === null ? {} : { holidaysKnownUntil: knownUntil }),
    reference: referenceTo(place),
  };
}

function compileHours(hours: CalendarShape['hours'], place: Place): Calendar['hours'] {
  if (hours === 'always') return hours;
  const first = new Map<string, string>();
  for (const [days, ranges] of Object.entries(hours)) {
    const twice = weekdaysIn(days).find((day) => first.has(day));
    if (twice !== undefined) {
      const other = at(place, first.get(twice) ?? days);
      report(at(place, days), invalidHours, `\`${twice}\` has hours twice`, {
        on: 'key',
        related: [{ message: 'the first', span: spanOf(other, 'key') }],
      });
    }
    for (const day of weekdaysIn(days)) first.set(day, days);
    checkRanges(ranges, at(place, days));
  }
  return weeklyHours(hours);
}
