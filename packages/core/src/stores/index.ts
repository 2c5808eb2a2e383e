/**
 * For whoever makes a store. Every store follows the same rules, which are here and nowhere else: {@link storeOver} makes one over tables
 * that one process writes; where many do, {@link takeCommit} decides over what was read of them, and {@link readsOver} tells what is there.
 *
 * @packageDocumentation
 */
export { applyCommit } from '../journal/apply-commit.ts';
export type { Head, JournalEntry, StreamId } from '../journal/journal-entry.ts';
export { type EntryRow, linkEntry, readEntry } from '../journal/link-entry.ts';
export { activatedByOf, matchesRun, matchesTask } from '../journal/record-filter.ts';
export { SEAL_STREAM, type Seal, seal } from '../journal/seal.ts';
export type * from '../journal/store.ts';
export { StoreError, type StoreErrorCode } from '../journal/store-error.ts';
export { type Durability, readsOver, storeOver } from '../journal/store-over.ts';
export type * from '../journal/tables.ts';
export { COMMITS_PER_SEAL, SEALED, type Unsealed, takeCommit } from '../journal/take-commit.ts';
export { verifyChain, verifyTables } from '../journal/verify-tables.ts';
