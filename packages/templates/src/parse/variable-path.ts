/** One segment of a path: a word (dashes allowed inside), or a list index. */
export const segmentPattern = /^(?:[\p{L}_][\p{L}\p{N}_-]*|\d+)$/u;

const forbidden: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Why a segment may not be read from data, or null if it may. */
export function segmentProblem(segment: string): string | null {
  if (forbidden.has(segment)) return `\`${segment}\` cannot be read`;
  return segmentPattern.test(segment) ? null : `\`${segment}\` is not a name`;
}
