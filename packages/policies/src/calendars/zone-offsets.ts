import type { Temporal } from 'temporal-polyfill';
import { temporalLibrary } from './temporal-library.ts';

/** From an instant on, how far the clock on the wall is ahead of UTC, in milliseconds. */
export interface Offset {
  readonly from: number;
  readonly ahead: number;
}

/** Zones change their clocks a few times a year; the rest would be broken data. */
const MAX_CHANGES = 64;

/** Whether this is the name of a time zone the runtime knows; a bare offset such as `+01:00` is none. */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) instanceof Intl.DateTimeFormat;
  } catch {
    return false;
  }
}

/** The offsets of a zone from one instant to another, in order; the first holds from `from` on. */
export function zoneOffsets(zone: string, from: number, to: number): readonly Offset[] {
  let moment: Temporal.ZonedDateTime | null | undefined = zoned(from, zone);
  const offsets: Offset[] = [{ from, ahead: aheadOf(moment) }];
  while (offsets.length < MAX_CHANGES) {
    moment = moment.getTimeZoneTransition('next');
    if (moment === null || moment === undefined || moment.epochMilliseconds >= to) break;
    offsets.push({ from: moment.epochMilliseconds, ahead: aheadOf(moment) });
  }
  return offsets;
}

function zoned(at: number, zone: string): Temporal.ZonedDateTime {
  return temporalLibrary().Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
}

function aheadOf(moment: Temporal.ZonedDateTime): number {
  return moment.offsetNanoseconds / 1e6;
}
