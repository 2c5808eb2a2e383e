/**
 * The desk on many machines: its journal in PostgreSQL, its work shared out by DBOS Transact.
 *
 * @packageDocumentation
 */
export { postgresStore } from './journal/postgres-store.ts';
export type { PostgresStoreOptions } from './journal/postgres-store.ts';
