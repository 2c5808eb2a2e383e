/**
 * Traces and metrics of a desk, through the OpenTelemetry API alone: until a host installs an SDK they go nowhere and cost next to nothing.
 *
 * @packageDocumentation
 */
export { openObservedDesk } from './open-observed-desk.ts';
export type { Telemetry } from './open-observed-desk.ts';
export { traceOfRun } from './trace-of-run.ts';
