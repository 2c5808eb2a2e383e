const UNITS = [
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const;

/**
 * A length of time in hours, minutes, seconds and milliseconds. Never in days: a day of business time is not 24 hours.
 *
 * @example
 * describeMilliseconds(5_430_000); // '1h 30m 30s'
 */
export function describeMilliseconds(milliseconds: number): string {
  let left = Math.abs(Math.round(milliseconds));
  const parts: string[] = [];
  for (const [unit, size] of UNITS) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) parts.push(`${count}${unit}`);
  }
  return parts.length === 0 ? '0s' : `${milliseconds < 0 ? '-' : ''}${parts.join(' ')}`;
}
