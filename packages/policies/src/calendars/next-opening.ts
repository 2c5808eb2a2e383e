import { instantOf, millisecondsOf } from './instant.ts';
import { isOpenAt } from './is-open.ts';
import { firstOpen } from './open-time.ts';
import { closingAfter } from './next-closing.ts';
import type { PreparedCalendar } from './prepared-calendar.ts';

/**
 * The next instant after `at` at which it opens; null where it never does again (within a hundred years), or never closes. Called
 * with its own answer it gives the opening after that.
 *
 * @throws PolicyFault `malformed` where `at` is no ISO instant.
 */
export function nextOpening(calendar: PreparedCalendar, at: string): string | null {
  const from = millisecondsOf(at);
  const closed = isOpenAt(calendar, from) ? closingAfter(calendar, from) : from;
  const opening = closed === undefined ? undefined : firstOpen(calendar, closed);
  return opening === undefined ? null : instantOf(opening);
}
