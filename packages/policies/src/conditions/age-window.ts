import type { Seen } from './seen.ts';
import type { Facts } from './facts.ts';
import { parseInstant } from './parse-instant.ts';

/** What operators on ages compare with: `[now, length]` in milliseconds, or nothing where there is no present moment. */
export function ageWindow(facts: Facts, length: Seen): Seen {
  const now = Object.hasOwn(facts, 'now') ? facts['now'] : undefined;
  const instant = typeof now === 'string' ? parseInstant(now) : undefined;
  return instant === undefined || length === undefined ? undefined : [instant, length];
}
