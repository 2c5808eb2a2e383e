import type { DeskParts } from './desk-parts.ts';

/**
 * The same desk as it stands at another moment: whatever is only decided, and not done, can be asked as of then. Its clock stands
 * still, so one request gives one answer whenever it is asked.
 */
export function atMoment(parts: DeskParts, now: string): DeskParts {
  const clock = { ...parts.clock, now: () => now };
  return { ...parts, clock, host: { ...parts.host, clock } };
}
