import { isUtf8 } from 'node:buffer';
import { canonicalJson } from './canonical-json.ts';
import type { Head, StreamId } from './journal-entry.ts';
import { type EntryRow, sha256 } from './link-entry.ts';
import { scanCanonical } from './scan-canonical.ts';
import { SEAL_STREAM } from './seal.ts';
import type { Verification } from './store.ts';
import type { ReadTables } from './tables.ts';

type Fault = Extract<Verification, { ok: false }>;
/** The end of each chain, as far as it was read. */
type Seen = Map<StreamId, Head>;

/** Recomputes every chain from the stored bytes, compares heads and counts, and holds the seals against what is there. */
export function verifyTables(tables: ReadTables): Verification {
  const seen: Seen = new Map();
  let entries = 0;
  for (const row of tables.everyRow()) {
    entries += 1;
    if (row.position !== entries) return fault(row.stream, row.sequence, 'an entry before this one was deleted');
    const problem = badLink(row, seen) ?? badSeal(row, seen, entries);
    if (problem !== null) return problem;
    seen.set(row.stream, { sequence: row.sequence, hash: row.hash });
  }
  if (entries !== tables.total())
    return fault('', entries, `${tables.total()} entries were appended and ${entries} are there`);
  return (
    badHead(tables, seen) ?? { ok: true, streams: seen.size, entries, seals: seen.get(SEAL_STREAM)?.sequence ?? 0 }
  );
}

/** Recomputes one chain alone, and compares its head. */
export function verifyChain(tables: ReadTables, stream: StreamId): Verification {
  const seen: Seen = new Map();
  for (const row of tables.rows(stream, 0)) {
    const problem = badLink(row, seen);
    if (problem !== null) return problem;
    seen.set(stream, { sequence: row.sequence, hash: row.hash });
  }
  const last = seen.get(stream) ?? null;
  if (!isSameHead(tables.head(stream), last)) return fault(stream, last?.sequence ?? 0, WRONG_HEAD);
  return { ok: true, streams: 1, entries: last?.sequence ?? 0, seals: 0 };
}

const WRONG_HEAD = 'the table of heads does not name its last entry';

const isSameHead = (one: Head | null | undefined, other: Head | null | undefined): boolean =>
  one?.sequence === other?.sequence && one?.hash === other?.hash;

const fault = (stream: StreamId, sequence: number, problem: string): Fault => ({
  ok: false,
  stream,
  sequence,
  problem,
});

/** An entry must be what its hash says, stand where it says, and follow the one before it. */
function badLink(row: EntryRow, seen: Seen): Fault | null {
  const { stream, sequence } = row;
  const before = seen.get(stream) ?? null;
  const next = (before?.sequence ?? 0) + 1;
  if (sequence !== next) return fault(stream, sequence, `entry ${next} is missing`);
  if (sha256(row.bytes) !== row.hash) return fault(stream, sequence, 'its bytes are not those that were hashed');
  if (endsAs(row.bytes, stream, sequence, before?.hash ?? null) && isUtf8(row.bytes) && scanCanonical(row.bytes))
    return null;
  const entry = readCanonical(row.bytes);
  if (entry === null) return fault(stream, sequence, 'it is not canonical JSON');
  if (entry['stream'] !== stream || entry['sequence'] !== sequence) {
    return fault(stream, sequence, 'it belongs to another place');
  }
  if (entry['previous'] !== (before?.hash ?? null))
    return fault(stream, sequence, 'it does not follow the entry before it');
  return null;
}

/** Whether an entry ends with the place it has and the hash before it, as canonical JSON writes them: they are its last members by name. */
function endsAs(bytes: Uint8Array, stream: StreamId, sequence: number, previous: string | null): boolean {
  const end = `,"previous":${previous === null ? 'null' : `"${previous}"`},"sequence":${sequence},"stream":${JSON.stringify(stream)}}`;
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return view.length > end.length && view.subarray(view.length - Buffer.byteLength(end)).equals(Buffer.from(end));
}

function readCanonical(bytes: Uint8Array): { readonly [key: string]: unknown } | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const value: unknown = JSON.parse(text);
    return isRecord(value) && canonicalJson(value) === text ? value : null;
  } catch {
    return null;
  }
}

/** Every head a seal names must be an entry that is there, under that hash. */
function badSeal(row: EntryRow, seen: Seen, position: number): Fault | null {
  if (row.stream !== SEAL_STREAM) return null;
  const body = readCanonical(row.bytes)?.['body'];
  if (!isRecord(body) || body['type'] !== 'seal' || !isRecord(body['heads'])) {
    return fault(row.stream, row.sequence, 'it is not a seal');
  }
  if (body['entries'] !== position - 1) {
    return fault(
      row.stream,
      row.sequence,
      `it sealed ${String(body['entries'])} entries and ${position - 1} are there`,
    );
  }
  for (const [stream, head] of Object.entries(body['heads'])) {
    const end = seen.get(stream);
    if (!isRecord(head) || head['sequence'] !== end?.sequence || head['hash'] !== end?.hash) {
      return fault(stream, end?.sequence ?? 0, `it is not as seal ${row.sequence} found it`);
    }
  }
  return null;
}

/** The table of heads must name the last entry of every chain, and nothing else. */
function badHead(tables: ReadTables, seen: Seen): Fault | null {
  const heads = new Map<StreamId, Head>(tables.everyHead());
  for (const [stream, end] of seen) {
    if (!isSameHead(heads.get(stream), end)) return fault(stream, end.sequence, WRONG_HEAD);
  }
  for (const [stream, head] of heads)
    if (!seen.has(stream)) return fault(stream, head.sequence, 'the whole chain is missing');
  return null;
}

const isRecord = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
