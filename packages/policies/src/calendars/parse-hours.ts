import type { HourRange } from './calendar.ts';

/** A range in minutes since the day's midnight; `to` may reach into the next day, up to 48 hours. */
export interface Minutes {
  readonly from: number;
  readonly to: number;
}

const RANGE = /^(\d{2}):(\d{2})-(\d{2}):(\d{2})$/;
const DAY = 24 * 60;

/**
 * Reads `08:00-12:30`; `undefined` where it is no range. Nothing begins at 24:00, and `09:00-09:00` is a whole day's length.
 *
 * @example
 * parseHours('22:00-06:00'); // { from: 1320, to: 1800 }
 */
export function parseHours(text: HourRange): Minutes | undefined {
  const match = RANGE.exec(text);
  if (match === null) return undefined;
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = match.slice(1).map(Number);
  const from = fromHour * 60 + fromMinute;
  const to = toHour * 60 + toMinute;
  if (fromMinute > 59 || toMinute > 59 || from >= DAY || to > DAY) return undefined;
  return { from, to: to <= from ? to + DAY : to };
}
