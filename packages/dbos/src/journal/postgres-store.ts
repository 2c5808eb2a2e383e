import { type Commit, type Store, StoreError } from '@deskbook/core';

/** Which database a store is in, and who writes to it. */
export interface PostgresStoreOptions {
  /** `postgresql://user@host:port/database`. The store is the schema `deskbook` of that database. */
  readonly url: string;
  /** The worker whose lease this process holds: its commits are refused, with StoreError `fenced`, once `deskbook.workers` has it fenced. */
  readonly worker?: string;
  /** The runs that have to be looked at because of a commit: written to `deskbook.turns` in the same transaction. */
  readonly turnsOf?: (commit: Commit) => readonly string[];
  /** Only reads; commits are refused with StoreError `read_only`. */
  readonly readOnly?: boolean;
  /** How long, in milliseconds, a read or a commit tries to reach a server that is away before it fails with `unavailable`; 10,000 unless told. */
  readonly patience?: number;
}

/**
 * A store in PostgreSQL, for many processes at once: the same rules as every other store, decided inside transactions that follow one
 * another whoever makes them.
 *
 * @throws StoreError `unavailable`, `not_a_store`, `newer_version`.
 */
export async function postgresStore(options: PostgresStoreOptions): Promise<Store> {
  throw new StoreError('unavailable', `not built yet: ${options.url}`);
}
