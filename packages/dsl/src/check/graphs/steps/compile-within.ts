import type { Duration } from '@deskbook/policies';
import { compileDuration } from '../../compile-duration.ts';
import { at, type Place } from '../../place.ts';
import type { WrittenStep } from './written-step.ts';

/** How long somebody has, or something may take; null: for ever. */
export function compileWithin(step: WrittenStep, place: Place): Duration | null {
  return step.data['within'] === undefined ? null : compileDuration(step.data['within'], at(place, 'within'));
}
