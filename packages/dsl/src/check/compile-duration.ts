import type { Duration, Json } from '@deskbook/policies';
import { compileBusinessTime, parseBusinessTime } from './compile-business-time.ts';
import type { Place } from './place.ts';
import { report } from './report.ts';
import { spell } from './spell.ts';
import { businessTime } from '../diagnostics/pages/reference/business-time.ts';
import { invalidDuration } from '../diagnostics/pages/reference/invalid-duration.ts';

/** Weeks to milliseconds, each unit at most once. Only the bundle's authors write these: a short, anchored pattern. */
const clockTime = new RegExp(
  `^${['w', 'd', 'h', 'm', 's', 'ms'].map((unit) => `(?:(\\d+(?:\\.\\d+)?)${unit})?`).join('')}$`,
);
const factors = [604_800_000, 86_400_000, 3_600_000, 60_000, 1_000, 1];

/** The longest span of time that means anything here: ten years, in milliseconds. */
const longest = 3_660 * 86_400_000;

/**
 * Milliseconds of a clock time, or null: `30s`, `15m`, `4h`, `2d`, `1m30s`. Units come from large to small, each once.
 *
 * @example
 * parseDuration('1m30s'); // 90_000
 */
export function parseDuration(text: string): number | null {
  const written = clockTime.exec(text);
  if (written === null || text === '') return null;
  const total = factors.reduce((sum, factor, index) => sum + Number(written[index + 1] ?? 0) * factor, 0);
  return total > longest ? null : Math.round(total);
}

/**
 * A length of time that people are given: clock time, or business time on a calendar, which is the bundle's unless the definition
 * has one (`calendar`) or the text names one: `2 business days on berlin-office`.
 */
export function compileDuration(raw: Json | undefined, place: Place, calendar?: string): Duration | null {
  const business = typeof raw === 'string' ? parseBusinessTime(raw) : null;
  if (business !== null) return compileBusinessTime(business, place, calendar);
  const milliseconds = compileMilliseconds(raw, place, '`15m`, `4h` or `2 business days`');
  return milliseconds === null ? null : { milliseconds };
}

/** A length of clock time: what machines wait by, and what is counted or estimated. */
export function compileClockTime(raw: Json | undefined, place: Place): Duration | null {
  const milliseconds = compileMilliseconds(raw, place);
  return milliseconds === null ? null : { milliseconds };
}

/** A length of clock time in milliseconds, for operands and fields of type `duration`. */
export function compileMilliseconds(
  raw: Json | undefined,
  place: Place,
  examples = '`15m`, `4h` or `2d`',
): number | null {
  if (typeof raw === 'string') {
    const milliseconds = parseDuration(raw);
    if (milliseconds !== null) return milliseconds;
    if (parseBusinessTime(raw) !== null) {
      report(place, businessTime, 'this is counted by the clock, day and night, and not in business time', {
        help: 'write clock time such as `48h`',
      });
      return null;
    }
  }
  report(place, invalidDuration, `\`${spell(raw)}\` is not a length of time`, {
    help:
      typeof raw === 'number' ? `write a unit, such as \`${raw}m\` or \`${raw}h\`` : `write one such as ${examples}`,
  });
  return null;
}
