/**
 * Ports that fail like ports: each behind a timeout, retries, a circuit breaker and a limit, so that a system that is down delays what
 * needs it and nothing else.
 *
 * @packageDocumentation
 */
export type * from './resilience.ts';
export { resilientPorts } from './resilient-ports.ts';
export type { GuardedPorts, PortsToGuard } from './resilient-ports.ts';
