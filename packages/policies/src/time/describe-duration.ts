import { describeMilliseconds } from '../calendars/describe-milliseconds.ts';
import type { Duration } from './duration.ts';

/**
 * A length of time in words.
 *
 * @example
 * describeDuration({ business: 'days', amount: 1, calendar: 'berlin-office' }); // '1 business day on berlin-office'
 */
export function describeDuration(duration: Duration): string {
  if ('milliseconds' in duration) return describeMilliseconds(duration.milliseconds);
  const { amount, business, calendar } = duration;
  const unit = amount === 1 ? business.slice(0, -1) : business;
  return `${amount} business ${unit}${calendar === undefined ? '' : ` on ${calendar}`}`;
}
