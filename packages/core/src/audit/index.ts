/**
 * Audit: a store read back and held against itself. Reads only; nothing is decided again and nothing is performed.
 *
 * @packageDocumentation
 */
export { replayStore } from './replay-store.ts';
export type { ReplayedRun, StoreReplay } from './replay-store.ts';
