const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

interface Units {
  readonly day: string;
  readonly days: string;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
}

const english: Units = { day: 'day', days: 'days', hour: 'h', minute: 'min', second: 's' };
const german: Units = { day: 'Tag', days: 'Tage', hour: 'Std.', minute: 'Min.', second: 'Sek.' };

/**
 * A length of time in milliseconds as people write it, rounded down: `2 h 15 min`, `1 Tag 3 Std.`. Seconds only count below a
 * minute. German where the language is German, English otherwise.
 */
export function durationText(milliseconds: number, language: string): string {
  const units = /^de\b/u.test(language) ? german : english;
  if (milliseconds < minute) return `${Math.floor(milliseconds / second)} ${units.second}`;
  const days = Math.floor(milliseconds / day);
  const hours = Math.floor((milliseconds % day) / hour);
  const minutes = Math.floor((milliseconds % hour) / minute);
  const parts = [
    days > 0 ? `${days} ${days === 1 ? units.day : units.days}` : '',
    hours > 0 ? `${hours} ${units.hour}` : '',
    minutes > 0 ? `${minutes} ${units.minute}` : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}
