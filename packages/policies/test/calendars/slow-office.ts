import type { Calendar, Weekday } from '@deskbook/policies/calendars';

const MINUTE = 60_000;
const WEEK: readonly Weekday[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/**
 * The specification of open hours, minute by minute, over a window of whole minutes: the clock on the wall is read from the runtime's own
 * date formatting, and each range is looked for from the start.
 */
export function openMinutes(calendar: Calendar, from: number, to: number): readonly boolean[] {
  const read = new Intl.DateTimeFormat('en-GB', { timeZone: calendar.zone, dateStyle: 'short', timeStyle: 'short' });
  const shown: string[] = [];
  for (let at = from; at < to; at += MINUTE) shown.push(sortable(read.format(at)));
  const open = shown.map(() => false);
  for (const date of new Set(shown.map((local) => local.slice(0, 10)))) {
    for (const range of rangesOf(calendar, date)) {
      const [start = '', end = ''] = range.split('-');
      const opens = firstAtLeast(shown, `${date} ${start}`);
      const closes = firstAtLeast(shown, end > start ? `${date} ${end}` : `${nextDate(date)} ${end}`);
      for (let minute = opens; minute < closes; minute += 1) open[minute] = true;
    }
  }
  return open;
}

function rangesOf({ hours, holidays }: Calendar, date: string): readonly string[] {
  const special = holidays.findLast((holiday) => holiday.date === date);
  if (special !== undefined) return special.hours ?? [];
  if (hours === 'always') return ['00:00-24:00'];
  return hours[WEEK[new Date(date).getUTCDay()] ?? 'sun'] ?? [];
}

/** 24:00 sorts after every time of its day and before the next day. */
function firstAtLeast(shown: readonly string[], local: string): number {
  const found = shown.findIndex((each) => each >= local);
  return found < 0 ? shown.length : found;
}

function nextDate(date: string): string {
  return new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);
}

function sortable(text: string): string {
  const [, day, month, year, time] = /^(\d\d)\/(\d\d)\/(\d{4}), (\d\d:\d\d)$/.exec(text) ?? [];
  return `${year}-${month}-${day} ${time}`;
}
