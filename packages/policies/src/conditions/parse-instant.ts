const INSTANT =
  /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?:(Z)|([+-])(\d{2}):?(\d{2})))?$/;

/**
 * The instant an ISO 8601 text names, in milliseconds since 1970, or `undefined` where it names none. An offset is required
 * (`Z`, `+01:00` or `+0100`), because a time without one is not an instant; a bare date is its midnight in UTC. Digits beyond
 * milliseconds are cut off.
 */
export function parseInstant(text: string): number | undefined {
  const match = INSTANT.exec(text);
  if (match === null) return undefined;
  const [
    ,
    year,
    month,
    day,
    hour = '0',
    minute = '0',
    second = '0',
    fraction = '0',
    ,
    sign,
    offsetHour = '0',
    offsetMinute = '0',
  ] = match;
  const parts = [Number(hour), Number(minute), Number(second), Number(offsetHour), Number(offsetMinute)] as const;
  if (parts[0] > 23 || parts[1] > 59 || parts[2] > 59 || parts[3] > 23 || parts[4] > 59) return undefined;
  const midnight = midnightUtc(Number(year), Number(month), Number(day));
  if (midnight === undefined) return undefined;
  const offset = (parts[3] * 60 + parts[4]) * (sign === '-' ? -1 : 1);
  return (
    midnight +
    ((parts[0] * 60 + parts[1] - offset) * 60 + parts[2]) * 1000 +
    Number(fraction.padEnd(3, '0').slice(0, 3))
  );
}

/** Midnight of a day that exists; `Date.UTC` would turn 30 February into 1 or 2 March. */
function midnightUtc(year: number, month: number, day: number): number | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.getTime() : undefined;
}
