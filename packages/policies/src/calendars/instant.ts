import { parseInstant } from '../conditions/parse-instant.ts';
import { PolicyFault } from '../policy-fault.ts';

/** Milliseconds since 1970 of an ISO instant of the history. A text that is none is the caller's mistake. */
export function millisecondsOf(instant: string): number {
  const milliseconds = parseInstant(instant);
  if (milliseconds === undefined) throw new PolicyFault('malformed', `not an instant: ${instant.slice(0, 40)}`);
  return milliseconds;
}

/** The ISO instant of milliseconds since 1970, in UTC. */
export function instantOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
