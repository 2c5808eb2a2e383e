import { PolicyFault } from './policy-fault.ts';

/**
 * Holds that definitions have the lists they are made of: what was put together without types, or read from somewhere.
 *
 * @throws PolicyFault `malformed`, naming every list that is not there.
 */
export function requireLists<Of extends object>(
  definitions: Of,
  lists: readonly (keyof Of & string)[],
  what: string,
): void {
  const given: unknown = definitions;
  if (typeof given !== 'object' || given === null) throw new PolicyFault('malformed', `not ${what}: ${String(given)}`);
  const missing = lists.filter((list) => !Array.isArray(definitions[list]));
  if (missing.length === 0) return;
  const said = missing.map((list) => `\`${list}\` is no list`).join(', ');
  throw new PolicyFault('malformed', `not ${what}: ${said}`);
}
