import { createRequire } from 'node:module';

/** The time zone library. */
export type TemporalLibrary = typeof import('temporal-polyfill');

let loaded: TemporalLibrary | undefined;

/** The time zone library, loaded when the first year is worked out: whoever only reads calendars never pays for it. */
export function temporalLibrary(): TemporalLibrary {
  loaded ??= createRequire(import.meta.url)('temporal-polyfill') as TemporalLibrary;
  return loaded;
}
