/**
 * For whoever makes a host: another place for a desk's runs to go on than the process that asks. The desk hands on what has something to do
 * ({@link DeskHost}); whoever it comes to has it take its turn ({@link Turns}).
 *
 * @packageDocumentation
 */
export { type DeskHost, type HostedDesk, type Turns, openHostedDesk } from '../desk/open-hosted-desk.ts';
export { DESK_TURN, DESK_WORK, turnsOf } from '../desk/turns-of.ts';
export type { HandedEffect } from '../execution/host.ts';
export { JOURNAL_FORMAT } from '../journal/journal-format.ts';
