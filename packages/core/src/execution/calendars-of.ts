import { prepareCalendar } from '@deskbook/policies/calendars';
import type { Calendars } from '@deskbook/policies/sla';
import type { Bundle } from '@deskbook/dsl/bundle';

const known = new WeakMap<Bundle, Calendars>();

/**
 * The calendars of a bundle, ready to be asked. Prepared once for each bundle. One that this machine cannot prepare, because it does
 * not know its time zone, is absent.
 */
export function calendarsOf(bundle: Bundle): Calendars {
  const found = known.get(bundle) ?? preparedOf(bundle);
  known.set(bundle, found);
  return found;
}

function preparedOf({ calendars }: Bundle): Calendars {
  return new Map(
    Object.values(calendars).flatMap((calendar) => {
      const prepared = prepareCalendar(calendar);
      return prepared.ok ? [[calendar.id, prepared.calendar] as const] : [];
    }),
  );
}
