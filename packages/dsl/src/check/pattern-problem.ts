import { RE2JS } from 're2js';

/** The longest pattern taken, in UTF-16 units. */
const longest = 1_000;

/** Why a pattern is none of RE2's, or null where it is one. */
export function patternProblem(pattern: string): string | null {
  if (pattern.length > longest) return `it is longer than ${longest} characters`;
  try {
    RE2JS.compile(pattern);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : 'it cannot be read';
  }
}
