/**
 * The OpenID AuthZEN Authorization API 1.0 over a desk.
 *
 * @packageDocumentation
 */
export { deskAuthzen } from './desk-authzen.ts';
export type { DeskAuthzenOptions } from './desk-authzen.ts';
