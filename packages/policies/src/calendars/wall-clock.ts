import type { Offset } from './zone-offsets.ts';

/**
 * The first instant at which the clock on the wall shows `local` or later, both in milliseconds since 1970. A time that a clock
 * change leaves out is the moment of the change; a time that comes twice is its first coming. So later local times are never
 * earlier instants, and a range of hours stays one piece.
 */
export function firstShowing(offsets: readonly Offset[], local: number): number {
  let shown = Number.POSITIVE_INFINITY;
  for (const [index, { from, ahead }] of offsets.entries()) {
    shown = index === 0 ? local - ahead : Math.max(from, local - ahead);
    const next = offsets[index + 1];
    if (next === undefined || shown < next.from) return shown;
  }
  return shown;
}

/** What the clock on the wall shows at an instant. */
export function shownAt(offsets: readonly Offset[], at: number): number {
  let ahead = offsets[0]?.ahead ?? 0;
  for (const offset of offsets) if (offset.from <= at) ahead = offset.ahead;
  return at + ahead;
}
