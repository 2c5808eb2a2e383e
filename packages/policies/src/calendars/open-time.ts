import type { OpenYear, PreparedCalendar } from './prepared-calendar.ts';

/** How many years are searched for open time before a calendar counts as one that never opens. */
export const HORIZON = 100;

/** The year of an instant, in UTC. */
export function yearOf(at: number): number {
  return new Date(at).getUTCFullYear();
}

/** The index of the last opening at or before an instant, -1 where there is none. */
export function openingBefore({ opens }: OpenYear, at: number): number {
  return lastAtMost(opens, at);
}

/** How long it was open in an instant's year before that instant, in milliseconds. */
export function openSoFar(year: OpenYear, at: number): number {
  const index = openingBefore(year, at);
  if (index < 0) return 0;
  const [open = 0, close = 0, before = 0] = [year.opens[index], year.closes[index], year.before[index]];
  return before + Math.min(at, close) - open;
}

/** The first opening or open moment at or after an instant; `undefined` where nothing opens within the horizon. */
export function firstOpen(calendar: PreparedCalendar, at: number): number | undefined {
  const start = yearOf(at);
  for (let year = start; year <= Math.min(start + HORIZON, 9999); year += 1) {
    const hours = calendar.year(year);
    const index = openingBefore(hours, at);
    if (index >= 0 && at < (hours.closes[index] ?? 0)) return at;
    const next = hours.opens[index + 1];
    if (next !== undefined) return next;
  }
  return undefined;
}

/** The earliest instant at which it was open for so long since `from`; `undefined` where that is beyond the horizon. */
export function afterOpenTime(calendar: PreparedCalendar, from: number, milliseconds: number): number | undefined {
  if (milliseconds === 0) return from;
  const start = yearOf(from);
  let wanted = openSoFar(calendar.year(start), from) + milliseconds;
  for (let year = start; year <= Math.min(start + HORIZON, 9999); year += 1) {
    const hours = calendar.year(year);
    const total = hours.before.at(-1) ?? 0;
    if (wanted <= total) return reached(hours, wanted);
    wanted -= total;
  }
  return undefined;
}

/** The instant of a year at which it has been open for so long. At the end of one piece of hours rather than the start of the next. */
function reached({ opens, before }: OpenYear, wanted: number): number {
  const index = lastAtMost(before, wanted);
  const last = before[index] === wanted ? index - 1 : index;
  return (opens[last] ?? 0) + wanted - (before[last] ?? 0);
}

/** The index of the last of ascending numbers that is at most `limit`, -1 where none is. */
export function lastAtMost(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? Number.POSITIVE_INFINITY) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
