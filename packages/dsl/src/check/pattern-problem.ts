import { compilePattern } from '@deskbook/policies/conditions';

/** Why a pattern is none of RE2's, or null where it is one. */
export function patternProblem(pattern: string): string | null {
  const result = compilePattern(pattern);
  return result.ok ? null : result.message;
}
