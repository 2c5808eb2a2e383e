import type { Schedule, Weekday } from '@deskbook/policies/calendars';
import type { TriggerSchedule } from '../../bundle/trigger.ts';
import { businessTime } from '../../diagnostics/pages/reference/business-time.ts';
import { idleKey } from '../../diagnostics/pages/reference/idle-key.ts';
import { invalidDuration } from '../../diagnostics/pages/reference/invalid-duration.ts';
import type { TriggerShape } from '../../shape/trigger.ts';
import { bundleCalendar } from '../compile-business-time.ts';
import { compileMilliseconds } from '../compile-duration.ts';
import { at, type Place } from '../place.ts';
import { refer } from '../refer.ts';
import { report } from '../report.ts';

/** The shortest time after which something comes round: nobody's desk is to start things all the time. */
const shortest = 60_000;

/** Compiles when a trigger comes round; null where that is wrong, which is reported. `place` is the trigger's. */
export function compileSchedule(raw: TriggerShape & { readonly every: string }, place: Place): TriggerSchedule | null {
  const { every, opening, over = null } = raw;
  if (opening !== undefined && refer('calendar', opening, at(place, 'opening')) === null) return null;
  const calendar = opening ?? bundleCalendar(place.checking) ?? null;
  switch (every) {
    case 'day':
      refuse(raw, ['opening', 'weekday'], 'a day comes round at a time; for the days it is open write `every: business day`', place); // prettier-ignore
      return { comes: { every: 'day', weekday: null, at: minutesOf(raw.at) ?? 0 }, calendar: null, over };
    case 'business day':
      refuse(raw, ['weekday'], 'write `every: week`', place);
      return onWorkingDays({ every: 'business_day', weekday: null, at: minutesOf(raw.at) }, calendar, over, place);
    case 'week':
      if (raw.weekday === undefined)
        return onWorkingDays({ every: 'week', weekday: null, at: minutesOf(raw.at) }, calendar, over, place);
      refuse(raw, ['opening'], 'it comes round on that weekday, open or not; leave `weekday` out for the first working day', place); // prettier-ignore
      return { comes: { every: 'week', weekday: raw.weekday as Weekday, at: minutesOf(raw.at) ?? 0 }, calendar: null, over }; // prettier-ignore
    default:
      return compileInterval(raw, place);
  }
}

function onWorkingDays(
  comes: Schedule,
  calendar: string | null,
  over: 'ticket' | null,
  place: Place,
): TriggerSchedule | null {
  if (calendar !== null) return { comes, calendar, over };
  const message = 'working days need a calendar';
  report(at(place, 'every'), businessTime, message, { help: 'name one: `opening: …`, or `calendar` in `settings`' });
  return null;
}

function compileInterval(raw: TriggerShape & { readonly every: string }, place: Place): TriggerSchedule | null {
  const examples = '`15m`, `4h`, `day`, `week` or `business day`';
  const milliseconds = compileMilliseconds(raw.every, at(place, 'every'), examples);
  refuse(raw, ['at', 'weekday'], 'it comes round by the clock, at whole multiples of that length', place);
  if (milliseconds === null) return null;
  if (milliseconds < shortest) {
    report(at(place, 'every'), invalidDuration, `\`${raw.every}\` is shorter than a minute`);
    return null;
  }
  const isLimited = raw.opening !== undefined;
  return { comes: { every: milliseconds, open: isLimited }, calendar: raw.opening ?? null, over: raw.over ?? null };
}

function refuse(raw: TriggerShape, keys: readonly ('opening' | 'at' | 'weekday')[], help: string, place: Place): void {
  for (const key of keys) {
    if (raw[key] === undefined) continue;
    report(at(place, key), idleKey, `\`${key}\` means nothing with \`every: ${raw.every ?? ''}\``, { help, on: 'key' });
  }
}

/** Minutes since midnight of `08:30`, whose form the shape has checked. */
function minutesOf(time: string | undefined): number | null {
  if (time === undefined) return null;
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
