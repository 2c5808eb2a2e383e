import { readHours } from '@deskbook/policies/calendars';
import type { HourRange } from '@deskbook/policies/calendars';
import { invalidHours } from '../../diagnostics/pages/reference/invalid-hours.ts';
import { at, type Place } from '../place.ts';
import { report } from '../report.ts';

/** The ranges of one day can be read, and do not overlap. */
export function checkRanges(ranges: readonly HourRange[], place: Place): void {
  for (const { code, at: text } of readHours(ranges).failures) {
    const here = at(place, ranges.lastIndexOf(text));
    if (code === 'overlapping_hours') report(here, invalidHours, `\`${text}\` overlaps other hours of the same day`);
    else report(here, invalidHours, `\`${text}\` are no hours of a day`, { help: 'write hours such as `08:00-12:30`' });
  }
}
