import { atOneBundle } from '../execution/at-one-bundle.ts';
import type { DeskParts } from './desk-parts.ts';

/** What the desk's methods share, with the bundle that is in force now: whatever comes into force meanwhile is for the next question. */
export function partsOfNow(live: DeskParts): DeskParts {
  return { ...live, host: atOneBundle(live.host) };
}
