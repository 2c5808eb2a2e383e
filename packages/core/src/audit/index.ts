/**
 * Audit: a store read back and held against itself. Reads only; nothing is decided again and nothing is performed.
 *
 * @packageDocumentation
 */
export { auditedAct } from './audited-act.ts';
export type { AuditedAct } from './audited-act.ts';
export { replayStore } from './replay-store.ts';
export type { ReplayedRun, StoreReplay } from './replay-store.ts';
export { CSV_HEADER, toCsv } from './to-csv.ts';
export { OCSF_VERSION, toOcsf } from './to-ocsf.ts';
