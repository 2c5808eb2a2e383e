/**
 * The desk on many machines: its journal in PostgreSQL, its work shared out by DBOS Transact.
 *
 * @packageDocumentation
 */
export {};
