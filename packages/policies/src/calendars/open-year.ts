import { DAY } from './local-day.ts';
import type { Minutes } from './parse-hours.ts';
import type { OpenYear } from './prepared-calendar.ts';
import { firstShowing } from './wall-clock.ts';
import { zoneOffsets } from './zone-offsets.ts';

/** Hours that begin before the year can reach into it, and no zone is more than a day from UTC. */
const MARGIN = 4;

/** The open hours of a year, cut at its ends in UTC. */
export function openYear(zone: string, year: number, hoursOf: (day: number) => readonly Minutes[]): OpenYear {
  const [from, to] = [startOf(year), startOf(year + 1)];
  const offsets = zoneOffsets(zone, from - MARGIN * DAY, to + MARGIN * DAY);
  const pieces: { open: number; close: number }[] = [];
  const workingDays: number[] = [];
  for (let day = from / DAY - MARGIN + 1; day < to / DAY + MARGIN - 1; day += 1) {
    for (const hours of hoursOf(day)) {
      const opens = firstShowing(offsets, day * DAY + hours.from * 60_000);
      const closes = firstShowing(offsets, day * DAY + hours.to * 60_000);
      if (opens < closes && workingDays.at(-1) !== day) workingDays.push(day);
      const [open, close] = [Math.max(from, opens), Math.min(to, closes)];
      if (open < close) pieces.push({ open, close });
    }
  }
  const ofYear = workingDays.filter((day) => day * DAY >= from && day * DAY < to);
  return { offsets, workingDays: ofYear, ...joined(pieces) };
}

/** Milliseconds since 1970 at which a year begins in UTC. `Date.UTC` would take the years before 100 for others. */
function startOf(year: number): number {
  return new Date(0).setUTCFullYear(year, 0, 1);
}

/** Pieces that touch or overlap become one. */
function joined(
  pieces: readonly { readonly open: number; readonly close: number }[],
): Pick<OpenYear, 'opens' | 'closes' | 'before'> {
  const opens: number[] = [];
  const closes: number[] = [];
  for (const { open, close } of pieces.toSorted((a, b) => a.open - b.open)) {
    const last = closes.at(-1);
    if (last !== undefined && open <= last) closes[closes.length - 1] = Math.max(last, close);
    else {
      opens.push(open);
      closes.push(close);
    }
  }
  const before = [0];
  for (const [index, open] of opens.entries()) before.push((before.at(-1) ?? 0) + (closes[index] ?? open) - open);
  return { opens, closes, before };
}
