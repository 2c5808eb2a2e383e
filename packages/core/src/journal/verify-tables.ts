import type { Head, StreamId } from './journal-entry.ts';
import { type EntryRow, canonicalJson, sha256 } from './link-entry.ts';
import { SEAL_STREAM } from './seal.ts';
import type { Verification } from './store.ts';
import type { Tables } from './tables.ts';

type Fault = Extract<Verification, { ok: false }>;
type Seen = Map<StreamId, string[]>;

/** Recomputes every chain from the stored bytes, compares heads and counts, and holds the seals against what is there. */
export function verifyTables(tables: Tables): Verification {
  const seen: Seen = new Map();
  let entries = 0;
  for (const row of tables.everyRow()) {
    entries += 1;
    if (row.position !== entries) return fault(row.stream, row.sequence, 'an entry before this one was deleted');
    const problem = badLink(row, seen) ?? badSeal(row, seen, entries);
    if (problem !== null) return problem;
    const hashes = seen.get(row.stream) ?? [];
    hashes.push(row.hash);
    seen.set(row.stream, hashes);
  }
  if (entries !== tables.total())
    return fault('', entries, `${tables.total()} entries were appended and ${entries} are there`);
  return badHead(tables, seen) ?? { ok: true, streams: seen.size, entries, seals: seen.get(SEAL_STREAM)?.length ?? 0 };
}

/** Recomputes one chain alone, and compares its head. */
export function verifyChain(tables: Tables, stream: StreamId): Verification {
  const hashes: string[] = [];
  for (const row of tables.rows(stream, 0)) {
    const problem = badLink(row, new Map([[stream, hashes]]));
    if (problem !== null) return problem;
    hashes.push(row.hash);
  }
  const head = tables.head(stream);
  if ((head?.sequence ?? 0) !== hashes.length || head?.hash !== hashes.at(-1)) {
    return fault(stream, hashes.length, 'the table of heads does not name its last entry');
  }
  return { ok: true, streams: 1, entries: hashes.length, seals: 0 };
}

const fault = (stream: StreamId, sequence: number, problem: string): Fault => ({
  ok: false,
  stream,
  sequence,
  problem,
});

/** An entry must be what its hash says, stand where it says, and follow the one before it. */
function badLink(row: EntryRow, seen: Seen): Fault | null {
  const { stream, sequence } = row;
  const before = seen.get(stream) ?? [];
  if (sequence !== before.length + 1) return fault(stream, sequence, `entry ${before.length + 1} is missing`);
  if (sha256(row.bytes) !== row.hash) return fault(stream, sequence, 'its bytes are not those that were hashed');
  const entry = readCanonical(row.bytes);
  if (entry === null) return fault(stream, sequence, 'it is not canonical JSON');
  if (entry['stream'] !== stream || entry['sequence'] !== sequence) {
    return fault(stream, sequence, 'it belongs to another place');
  }
  if (entry['previous'] !== (before.at(-1) ?? null))
    return fault(stream, sequence, 'it does not follow the entry before it');
  return null;
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
    const hashes = seen.get(stream) ?? [];
    if (!isRecord(head) || head['sequence'] !== hashes.length || head['hash'] !== hashes.at(-1)) {
      return fault(stream, hashes.length, `it is not as seal ${row.sequence} found it`);
    }
  }
  return null;
}

/** The table of heads must name the last entry of every chain, and nothing else. */
function badHead(tables: Tables, seen: Seen): Fault | null {
  const heads = new Map<StreamId, Head>(tables.everyHead());
  for (const [stream, hashes] of seen) {
    const head = heads.get(stream);
    if (head?.sequence !== hashes.length || head.hash !== hashes.at(-1)) {
      return fault(stream, hashes.length, 'the table of heads does not name its last entry');
    }
  }
  for (const [stream, head] of heads)
    if (!seen.has(stream)) return fault(stream, head.sequence, 'the whole chain is missing');
  return null;
}

const isRecord = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
