import { createRequire } from 'node:module';

/** The iCalendar library. It is used as it is published (MPL-2.0), unmodified. */
export type IcalLibrary = (typeof import('ical.js'))['default'];
export type IcalComponent = InstanceType<IcalLibrary['Component']>;
export type IcalTime = InstanceType<IcalLibrary['Time']>;
export type IcalRecur = InstanceType<IcalLibrary['Recur']>;

/**
 * The iCalendar library, loaded when the first text is read: whoever only calculates never pays for it. Depending on who loads it, a
 * required module is the library itself or holds it as its default.
 */
export function icalLibrary(): IcalLibrary {
  const loaded = createRequire(import.meta.url)('ical.js') as IcalLibrary | { readonly default: IcalLibrary };
  return 'default' in loaded ? loaded.default : loaded;
}
