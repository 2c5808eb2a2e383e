/**
 * Ports that fail like ports: each behind a timeout, retries, a circuit breaker and a limit, so that a system that is down delays what
 * needs it and nothing else.
 *
 * @packageDocumentation
 */
export type * from './resilience.ts';
export { resilientPorts } from './resilient-ports.ts';
export type { SystemStatus } from './system-status.ts';
export { systemStatuses } from './system-status.ts';
export type { WaitingStep } from '../execution/outages-of.ts';
export { waitingForSystems } from './waiting-for-systems.ts';
export type { GuardedPorts, PortsToGuard } from './resilient-ports.ts';
