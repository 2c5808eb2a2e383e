import type { Duration } from '@deskbook/policies';
import { businessDaysMeant } from '../diagnostics/pages/analysis/business-days-meant.ts';
import { businessTime } from '../diagnostics/pages/reference/business-time.ts';
import { invalidDuration } from '../diagnostics/pages/reference/invalid-duration.ts';
import type { BundleShape } from '../shape/bundle.ts';
import type { CalendarShape } from '../shape/calendar.ts';
import type { Checking } from './checking.ts';
import { openWeek } from './open-week.ts';
import { referAmong } from './refer.ts';
import type { Place } from './place.ts';
import { report } from './report.ts';

/** Business time as written. */
export type BusinessTime = Extract<Duration, { readonly business: unknown }>;

const written = /^(\d+) business (hour|day)s?(?: on (\S+))?$/;

/** The longest that means anything here: ten years. */
const longest = { hours: 3_660 * 24, days: 3_660 } as const;

/**
 * Business time, or null where it is something else.
 *
 * @example
 * parseBusinessTime('2 business days on berlin-office'); // { business: 'days', amount: 2, calendar: 'berlin-office' }
 */
export function parseBusinessTime(text: string): BusinessTime | null {
  const [whole, amount, unit, calendar] = written.exec(text) ?? [];
  if (whole === undefined) return null;
  const business = unit === 'day' ? 'days' : 'hours';
  return { business, amount: Number(amount), ...(calendar === undefined ? {} : { calendar }) };
}

/** Business time where it may stand: on the calendar it names, the one given, or the bundle's. */
export function compileBusinessTime(time: BusinessTime, place: Place, given?: string): Duration | null {
  const { checking } = place;
  const calendars = checking.names.ids('calendar');
  if (time.calendar !== undefined && !referAmong(time.calendar, calendars, 'calendar', place)) return null;
  const calendar = time.calendar ?? given ?? bundleCalendar(checking);
  if (calendar === undefined) {
    const [first] = calendars;
    const named = first === undefined ? 'define a calendar and name it' : `name one: \`calendar: ${first}\``;
    report(place, businessTime, 'business time needs a calendar', { help: `${named} in \`settings\`` });
    return null;
  }
  if (time.amount > longest[time.business]) {
    report(place, invalidDuration, `${time.amount} business ${time.business} are longer than ten years`);
    return null;
  }
  warnOfHours(time, calendar, place);
  return time;
}

/** The calendar named in `settings`. */
export function bundleCalendar({ names }: Pick<Checking, 'names'>): string | undefined {
  const bundle = names.all('bundle')[0]?.data as unknown as BundleShape | undefined;
  return bundle?.settings.calendar;
}

/** A day has 24 hours, and a working day has not: whoever writes 48 business hours probably means something else. */
function warnOfHours({ business, amount }: BusinessTime, calendar: string, place: Place): void {
  if (business !== 'hours' || amount === 0 || amount % 24 !== 0) return;
  const definition = place.checking.names.all('calendar').find(({ id }) => id === calendar);
  if (definition === undefined) return;
  const open = openWeek((definition.data as unknown as CalendarShape).hours);
  const days = Math.ceil((amount * 60 * open.days) / open.minutes);
  const meant = amount / 24;
  if (open.minutes === 0 || days <= meant) return;
  report(place, businessDaysMeant, `\`${amount} business hours\` is ${days} working days on \`${calendar}\``, {
    help: `did you mean \`${amount}h\` or \`${meant} business day${meant === 1 ? '' : 's'}\``,
  });
}
