import { PolicyFault } from '../policy-fault.ts';

/** Tells whether an action is meant. */
export type ActionPattern = (action: string) => boolean;

/**
 * An action name, or everything that begins with what stands before one trailing `*`: `database.*`, `start:*`, or `*` alone. Names
 * are compared character by character: nothing is normalised, unescaped or read as a regular expression.
 *
 * @throws PolicyFault `malformed` where a `*` stands anywhere else.
 */
export function compileActionPattern(pattern: string): ActionPattern {
  const star = pattern.indexOf('*');
  if (star === -1) return (action) => action === pattern;
  const prefix = pattern.slice(0, star);
  if (star !== pattern.length - 1) {
    throw new PolicyFault('malformed', `not an action or a pattern of actions: ${JSON.stringify(pattern)}`);
  }
  return (action) => action.length > prefix.length && action.startsWith(prefix);
}
