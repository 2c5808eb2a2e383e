import { hash as digest } from 'node:crypto';
import type { JsonObject } from '@deskbook/policies';
import { canonicalJson } from './canonical-json.ts';
import type { Head, JournalEntry, StreamId } from './journal-entry.ts';
import type { Commit } from './store.ts';

/** One entry as it is kept: the exact bytes that were hashed, and where they belong. */
export interface EntryRow {
  readonly stream: StreamId;
  readonly sequence: number;
  readonly bytes: Uint8Array;
  readonly hash: string;
}

/** SHA-256 in hex. */
export const sha256 = (bytes: Uint8Array | string): string => digest('sha256', bytes, 'hex');

/** Chains one entry to the head of its stream. */
export function linkEntry(entry: Commit['append'][number], head: Head | null): EntryRow {
  const { stream, at, cause, body } = entry;
  const sequence = (head?.sequence ?? 0) + 1;
  const previous = head?.hash ?? null;
  // In the order of their names, as canonical JSON has them.
  const text = `{"at":${canonicalJson(at)},"body":${canonicalJson(body)},"cause":${canonicalJson(cause)},"previous":${canonicalJson(previous)},"sequence":${sequence},"stream":${canonicalJson(stream)}}`;
  const bytes = Buffer.from(text);
  return { stream, sequence, bytes, hash: sha256(bytes) };
}

/** What was stored, read back. Trusts the bytes; `verify` is what does not. */
export function readEntry(row: EntryRow): JournalEntry {
  const entry = JSON.parse(new TextDecoder().decode(row.bytes)) as Omit<JournalEntry, 'hash'> & { body: JsonObject };
  return { ...entry, hash: row.hash };
}
