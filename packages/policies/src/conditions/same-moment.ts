import type { Json } from '../json.ts';
import { parseInstant } from './parse-instant.ts';

/** Whether two texts are times (not dates) that name one instant, in whatever offsets. */
export function sameMoment(left: Json, right: Json): boolean {
  if (!hasTimeOfDay(left) || !hasTimeOfDay(right)) return false;
  const instant = parseInstant(left);
  return instant !== undefined && instant === parseInstant(right);
}

function hasTimeOfDay(value: Json): value is string {
  return typeof value === 'string' && value[10] === 'T';
}
