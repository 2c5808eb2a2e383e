import type { JsonObject } from '@deskbook/policies';

/** A chain: `run:<id>`, `ticket:<id>`, `session:<id>`, or `desk` for what belongs to neither. */
export type StreamId = string;

/**
 * One link of a chain, as stored. `bytes` is the canonical JSON (RFC 8785) of `{ stream, sequence, at, cause, body, previous }`,
 * and `hash` its SHA-256 in hex: what is verified is exactly what is stored.
 */
export interface JournalEntry {
  readonly stream: StreamId;
  /** From 1, without gaps. */
  readonly sequence: number;
  readonly at: string;
  /** What made it: `event:<source>/<id>`, `run:<id>`, `person:<id>`, `desk`. */
  readonly cause: string;
  readonly body: JsonObject & { readonly type: string };
  /** The hash of the entry before it; null for the first. */
  readonly previous: string | null;
  readonly hash: string;
  /** Where in its body something stood that can't be read any more, as JSON Pointers: its key was destroyed. Absent: nowhere. */
  readonly erased?: readonly string[];
}

/** The end of a chain. */
export interface Head {
  readonly sequence: number;
  readonly hash: string;
}
