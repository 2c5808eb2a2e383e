import { isZone } from '@deskbook/policies/calendars';
import { unknownZone } from '../diagnostics/pages/reference/unknown-zone.ts';
import type { Place } from './place.ts';
import { report } from './report.ts';
import { suggestion } from './suggestion.ts';

/** A zone nobody knows would stop every mail with a date in it, and every calculation on a calendar. */
export function checkZone(zone: string, place: Place): void {
  if (isZone(zone)) return;
  const help = suggestion(zone, Intl.supportedValuesOf('timeZone')) ?? 'write an IANA name such as `Europe/Berlin`';
  report(place, unknownZone, `there is no time zone \`${zone}\``, { help });
}
