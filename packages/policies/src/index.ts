/**
 * Rules, decision tables, access and approvals, each useful alone. Definitions are plain data; nothing here reads files.
 *
 * @packageDocumentation
 */
export type * from './json.ts';
export { PolicyFault } from './policy-fault.ts';
export type { PolicyFaultCode } from './policy-fault.ts';
export type * from './reference.ts';
export type * from './text.ts';
export type * from './time/duration.ts';
export * from './conditions/index.ts';
export * from './rules/index.ts';
export * from './access/index.ts';
export * from './approvals/index.ts';
