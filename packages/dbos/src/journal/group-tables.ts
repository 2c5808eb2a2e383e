import {
  type CommitTables,
  type EntryRow,
  type Head,
  type Holder,
  SEAL_STREAM,
  type StreamId,
} from '@deskbook/core/stores';
import type { Row } from './statement.ts';
import { type KeptTable, keptChanges } from './kept-tables.ts';

/** What was read of the tables for a group of commits: all that is needed to decide them, and no more. */
export interface GroupFound {
  /** How many entries there are. */
  readonly entries: number;
  readonly heads: ReadonlyMap<StreamId, Head>;
  /** The identities of events that were seen already, as {@link identity} writes them. */
  readonly seen: ReadonlySet<string>;
  readonly holders: ReadonlyMap<string, readonly Holder[]>;
  /** Read where a seal is due. */
  readonly sealing: {
    /** The last seal, null before the first. */
    readonly last: EntryRow | null;
    /** The heads of the chains that got an entry since, with the place of that entry. */
    readonly moved: readonly (readonly [StreamId, Head, number])[];
  } | null;
}

/** What the commits of a group that were taken change, each row once, as it is in the end. */
export interface GroupChanges {
  readonly entries: readonly (EntryRow & { readonly position: number })[];
  readonly heads: ReadonlyMap<StreamId, Head>;
  readonly seen: readonly (readonly [source: string, id: string])[];
  readonly held: readonly (readonly [key: string, holder: Holder])[];
  readonly freed: readonly (readonly [key: string, holder: string])[];
  readonly kept: readonly {
    readonly table: KeptTable;
    readonly put: readonly Row[];
    readonly remove: readonly string[];
  }[];
}

/** Tables of one group of commits, in memory: filled with what was found, and collecting what is to be written. */
export interface GroupTables extends CommitTables {
  changes(): GroupChanges;
}

/** An event's identity as one text. */
export const identity = (source: string, id: string): string => JSON.stringify([source, id]);

interface KeptRowsOf {
  readonly put: Map<string, Row>;
  /** Those that are gone, also where one of that key came again: it stands at the end, as one that never was there. */
  readonly remove: Set<string>;
}

/** Opens them. Later commits of the group see what the earlier ones did. */
export function groupTables(found: GroupFound): GroupTables {
  const entries: (EntryRow & { readonly position: number })[] = [];
  const heads = new Map<StreamId, Head>();
  const seen = new Map<string, readonly [string, string]>();
  const holders = new Map<string, Map<string, Holder | null>>();
  const kept = new Map<KeptTable, KeptRowsOf>();
  const total = (): number => found.entries + entries.length;
  const setHolder = (key: string, name: string, holder: Holder | null): void => {
    holders.set(key, (holders.get(key) ?? new Map<string, Holder | null>()).set(name, holder));
  };
  return {
    total,
    head: (stream) => heads.get(stream) ?? found.heads.get(stream) ?? null,
    append(row) {
      entries.push({ ...row, position: total() + 1 });
      heads.set(row.stream, { sequence: row.sequence, hash: row.hash });
    },
    rows: (stream, after) => lastSeal(stream, found, entries).filter(({ sequence }) => sequence > after),
    headsAfter: (position) => movedSince(position, found, entries),
    isSeen: (source, id) => seen.has(identity(source, id)) || found.seen.has(identity(source, id)),
    see: (source, id) => void seen.set(identity(source, id), [source, id]),
    holders(key) {
      const changed = holders.get(key);
      const before = (found.holders.get(key) ?? []).filter(({ holder }) => changed?.has(holder) !== true);
      return [...before, ...[...(changed?.values() ?? [])].filter((holder) => holder !== null)];
    },
    hold: (key, holder) => setHolder(key, holder.holder, holder),
    free: (key, holder) => setHolder(key, holder, null),
    keep(rows) {
      for (const { table, put, remove } of keptChanges(rows)) {
        const into = kept.get(table) ?? { put: new Map<string, Row>(), remove: new Set<string>() };
        kept.set(table, into);
        for (const row of put) into.put.set(String(row[0]), row);
        for (const key of remove) {
          into.put.delete(key);
          into.remove.add(key);
        }
      }
    },
    changes: () => ({
      entries,
      heads,
      seen: [...seen.values()],
      held: [...holders].flatMap(([key, changed]) => [...changed.values()].flatMap((holder) => holder === null ? [] : [[key, holder] as const])), // prettier-ignore
      freed: [...holders].flatMap(([key, changed]) => [...changed].flatMap(([name, holder]) => holder === null ? [[key, name] as const] : [])), // prettier-ignore
      kept: [...kept].map(([table, { put, remove }]) => ({ table, put: [...put.values()], remove: [...remove] })),
    }),
  };
}

/** Of a chain, only the last seal is ever read while commits are decided. */
function lastSeal(stream: StreamId, { sealing }: GroupFound, entries: readonly EntryRow[]): readonly EntryRow[] {
  if (stream !== SEAL_STREAM || sealing === null)
    throw new TypeError(`the chain ${stream} was not read for this group`);
  const last = entries.findLast((row) => row.stream === SEAL_STREAM) ?? sealing.last;
  return last === null ? [] : [last];
}

function movedSince(
  position: number,
  { sealing }: GroupFound,
  entries: readonly (EntryRow & { readonly position: number })[],
): readonly (readonly [StreamId, Head])[] {
  if (sealing === null) throw new TypeError('what moved since the last seal was not read for this group');
  const moved = new Map<StreamId, Head>();
  for (const [stream, head, at] of sealing.moved) if (at > position) moved.set(stream, head);
  for (const row of entries) if (row.position > position) moved.set(row.stream, { sequence: row.sequence, hash: row.hash }); // prettier-ignore
  return [...moved];
}
