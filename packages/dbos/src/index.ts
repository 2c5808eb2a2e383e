/**
 * The desk on many machines: its journal in PostgreSQL, its work shared out by DBOS Transact.
 *
 * @packageDocumentation
 */
export { postgresStore } from './journal/postgres-store.ts';
export type { PostgresStoreOptions } from './journal/postgres-store.ts';
export { postgresKeys } from './keys/postgres-keys.ts';
export type { PostgresKeys, PostgresKeysOptions } from './keys/postgres-keys.ts';
export type { EffectQueue, EffectQueues } from './worker/effect-queues.ts';
export { openWorker } from './worker/open-worker.ts';
export type { DeskWorker, WorkerEnd, WorkerOptions } from './worker/open-worker.ts';
export { openSharedDesk } from './worker/shared-desk.ts';
export type { SharedDeskOptions } from './worker/shared-desk.ts';
