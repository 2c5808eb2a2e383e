import { type EntryRow, SEAL_STREAM, type Unsealed } from '@deskbook/core/stores';
import type { GroupChanges } from './group-tables.ts';
import { toKeyText, toLookUpText } from './key-text.ts';
import type { KeptTable } from './kept-tables.ts';
import { type Row, type Statement, statement } from './statement.ts';

/** What is written of a group of commits beside what they change in the tables. */
export interface GroupEnd {
  readonly changes: GroupChanges;
  /** How many entries there were before. */
  readonly entries: number;
  readonly unsealed: Unsealed;
  /** The runs that have to be looked at now. */
  readonly turns: readonly string[];
  /** Which process writes, and its how-manieth group this is: by it a commit whose answer was lost is found again. */
  readonly writer: string;
  readonly group: number;
}

type Sent = readonly [Statement, readonly unknown[]];

const ENTRIES = statement('write_entries', 'INSERT INTO deskbook.entries (position, stream, sequence, bytes, hash) SELECT * FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::bytea[], $5::text[])'); // prettier-ignore
const HEADS = statement('write_heads', 'INSERT INTO deskbook.heads (stream, sequence, hash) SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[]) ON CONFLICT (stream) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash'); // prettier-ignore
const SEEN = statement('write_seen', 'INSERT INTO deskbook.seen (source, id) SELECT * FROM unnest($1::text[], $2::text[])'); // prettier-ignore
const FREE = statement('write_freed', 'DELETE FROM deskbook.claims USING unnest($1::text[], $2::text[]) AS gone (key, holder) WHERE claims.key = gone.key AND claims.holder = gone.holder'); // prettier-ignore
const HOLD = statement('write_held', 'INSERT INTO deskbook.claims (key, holder, until) SELECT * FROM unnest($1::text[], $2::text[], $3::text[]) ON CONFLICT (key, holder) DO UPDATE SET until = excluded.until'); // prettier-ignore
const TURNS = statement('write_turns', 'INSERT INTO deskbook.turns (run) SELECT run FROM unnest($1::text[]) WITH ORDINALITY AS turn (run, place) ORDER BY place'); // prettier-ignore
const LOG = statement('write_log', 'UPDATE deskbook.log SET entries = $1, unsealed = $2, latest = $3');
const WRITER = statement('write_writer', 'INSERT INTO deskbook.writers (writer, last_group) VALUES ($1, $2) ON CONFLICT (writer) DO UPDATE SET last_group = excluded.last_group, at = now()'); // prettier-ignore

/** The statements that write a group, in order; those that would write nothing are left out. */
export function writeGroup({ changes, entries, unsealed, turns, writer, group }: GroupEnd): readonly Sent[] {
  const heads = [...changes.heads];
  return [
    ...columns(ENTRIES, changes.entries.map(toEntryRow), 5),
    ...columns(HEADS, heads.map(([stream, { sequence, hash }]) => [toKeyText(stream), sequence, hash]), 3), // prettier-ignore
    ...columns(SEEN, changes.seen.map(([source, id]) => [toLookUpText(source), toLookUpText(id)]), 2), // prettier-ignore
    ...columns(FREE, changes.freed.map(([key, holder]) => [toLookUpText(key), toKeyText(holder)]), 2), // prettier-ignore
    ...columns(HOLD, changes.held.map(([key, { holder, until }]) => [toLookUpText(key), toKeyText(holder), until]), 3), // prettier-ignore
    ...changes.kept.flatMap(({ table, put, remove }) => [
      ...columns(removal(table), remove.map((key) => [key]), 1), // prettier-ignore
      ...columns(upsert(table), put, table.columns.length),
    ]),
    ...columns(TURNS, turns.map((run) => [toKeyText(run)]), 1), // prettier-ignore
    [LOG, [entries + changes.entries.length, unsealed.commits, unsealed.latest]],
    [WRITER, [writer, group]],
  ];
}

const toEntryRow = (row: EntryRow & { readonly position: number }): Row => [
  row.position,
  row.stream === SEAL_STREAM ? SEAL_STREAM : toKeyText(row.stream),
  row.sequence,
  row.bytes,
  row.hash,
];

/** Rows as the columns that `unnest` takes; nothing where there are none. */
function columns(to: Statement, rows: readonly Row[], width: number): readonly Sent[] {
  if (rows.length === 0) return [];
  return [[to, Array.from({ length: width }, (_, column) => rows.map((row) => row[column]))]];
}

function removal({ name, columns: [first] }: KeptTable): Statement {
  return statement(`remove_${name}`, `DELETE FROM deskbook.${name} WHERE ${first?.[0]} = ANY($1::text[])`);
}

/** What is there keeps its place; what is new comes last, in the order in which it was written. */
function upsert({ name, columns: [key, ...rest] }: KeptTable): Statement {
  const all = key === undefined ? rest : [key, ...rest];
  const names = all.map(([column]) => column);
  const arrays = all.map(([, type], place) => `$${place + 1}::${type === 'people' ? 'text' : type}[]`);
  // An array of arrays has to be rectangular: a list of people travels as JSON.
  const values = all.map(([column, type]) => (type === 'people' ? `ARRAY(SELECT json_array_elements_text(${column}::json))` : column)); // prettier-ignore
  const updates = rest.map(([column]) => `${column} = excluded.${column}`);
  return statement(
    `put_${name}`,
    `INSERT INTO deskbook.${name} (${names.join(', ')}) SELECT ${values.join(', ')}
      FROM unnest(${arrays.join(', ')}) WITH ORDINALITY AS given (${names.join(', ')}, place) ORDER BY place
      ON CONFLICT (${key?.[0]}) DO UPDATE SET ${updates.join(', ')}`,
  );
}
