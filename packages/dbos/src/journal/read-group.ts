import { type Commit, type EntryRow, type Head, type Holder, SEAL_STREAM, type Unsealed } from '@deskbook/core/stores';
import type { Session } from './connection.ts';
import { type GroupFound, identity } from './group-tables.ts';
import { fromKeyText, toKeyText, toLookUpText } from './key-text.ts';
import { type Row, type Statement, statement } from './statement.ts';

/** Sends statements one behind the other without waiting between them, and has the rows of each. The first that fails is thrown. */
export type Send = (
  statements: readonly (readonly [Statement, readonly unknown[]])[],
) => Promise<readonly (readonly Row[])[]>;

/** Statements over one session, as {@link Send} says. */
export const sendOver =
  (client: Session): Send =>
  async (statements) => {
    const answers = await Promise.allSettled(
      statements.map(([each, values]) => client.query<unknown[]>({ ...each, values: [...values], rowMode: 'array' })),
    );
    return answers.map((answer) => {
      if (answer.status === 'rejected') throw answer.reason;
      return answer.value.rows;
    });
  };

/** What a group of commits stands on once it is its turn. */
export interface GroupStart {
  /** The worker's lease was taken from it. */
  readonly fenced: boolean;
  readonly unsealed: Unsealed;
  readonly found: GroupFound;
}

/** Each statement sees what was committed before it, so that what is read after the turn has come is what is there. */
export const BEGIN = statement('begin', 'BEGIN ISOLATION LEVEL READ COMMITTED');
/** Its row is locked by one transaction at a time, which puts the commits of all processes in one order. */
const LOCK = statement('lock', 'SELECT entries, unsealed, latest FROM deskbook.log FOR UPDATE');
/** Shared, so that whoever takes a lease away waits for a commit that is under way, and the next commit for him. */
const FENCED = statement('fenced', 'SELECT fenced FROM deskbook.workers WHERE worker = $1 FOR SHARE');
const HEADS = statement('heads_of', 'SELECT stream, sequence, hash FROM deskbook.heads WHERE stream = ANY($1::text[])');
const SEEN = statement('seen_of', 'SELECT place FROM deskbook.seen JOIN unnest($1::text[], $2::text[]) WITH ORDINALITY AS asked (source, id, place) USING (source, id)'); // prettier-ignore
const HOLDERS = statement('holders_of', 'SELECT place, holder, until FROM deskbook.claims JOIN unnest($1::text[]) WITH ORDINALITY AS asked (key, place) USING (key)'); // prettier-ignore
const LAST_SEAL = statement('last_seal', `SELECT sequence, bytes, hash FROM deskbook.entries WHERE stream = '${SEAL_STREAM}' ORDER BY sequence DESC LIMIT 1`); // prettier-ignore
const MOVED = statement(
  'moved',
  `SELECT DISTINCT ON (stream) stream, sequence, hash, position FROM deskbook.entries WHERE position >
    coalesce((SELECT position FROM deskbook.entries WHERE stream = '${SEAL_STREAM}' ORDER BY sequence DESC LIMIT 1), 0)
    ORDER BY stream, sequence DESC`,
);

/**
 * Begins the transaction of a group, waits for its turn, and reads what its commits need to be decided. All of it is sent at once: the
 * turn lasts from here to the commit, and every round trip within it would be waited for by every process.
 */
export async function beginGroup(send: Send, commits: readonly Commit[], worker: string | null): Promise<GroupStart> {
  const streams = unique(commits.flatMap(({ expect, append }) => [...Object.keys(expect), ...append.map(({ stream }) => stream)])); // prettier-ignore
  const identities = commits.flatMap(({ seen }) => seen ?? []);
  const keys = unique(commits.flatMap(({ claim }) => (claim ?? []).map(({ key }) => key)));
  const [, log, heads, seen, holders, fenced] = await send([
    [BEGIN, []],
    [LOCK, []],
    [HEADS, [streams.map(toKeyText)]],
    [SEEN, [identities.map(({ source }) => toLookUpText(source)), identities.map(({ id }) => toLookUpText(id))]],
    [HOLDERS, [keys.map(toLookUpText)]],
    ...(worker === null ? [] : ([[FENCED, [toKeyText(worker)]]] as const)),
  ]);
  const [entries, unsealed, latest] = log?.[0] ?? [];
  return {
    fenced: fenced?.[0]?.[0] === true,
    unsealed: { commits: Number(unsealed), latest: typeof latest === 'string' ? latest : null },
    found: {
      entries: Number(entries),
      heads: new Map(heads?.map(([stream, ...head]) => [fromKeyText(String(stream)), toHead(head)])),
      seen: new Set(seen?.map(([place]) => identityAt(identities, Number(place)))),
      holders: holdersByKey(keys, holders ?? []),
      sealing: null,
    },
  };
}

/** Reads what a seal is made of, when one is due. */
export async function readForSeal(send: Send, found: GroupFound): Promise<GroupFound> {
  const [seals, moved] = await send([
    [LAST_SEAL, []],
    [MOVED, []],
  ]);
  const [seal] = seals ?? [];
  const last = seal === undefined ? null : toSeal(seal);
  return {
    ...found,
    heads: last === null ? found.heads : new Map([...found.heads, [SEAL_STREAM, { sequence: last.sequence, hash: last.hash }]]), // prettier-ignore
    sealing: {
      last,
      moved: (moved ?? []).map(([stream, sequence, hash, position]) => [fromKeyText(String(stream)), toHead([sequence, hash]), Number(position)]), // prettier-ignore
    },
  };
}

/** Rows name what was asked for by its place, from 1. */
function identityAt(identities: readonly { readonly source: string; readonly id: string }[], place: number): string {
  const { source = '', id = '' } = identities[place - 1] ?? {};
  return identity(source, id);
}

function holdersByKey(keys: readonly string[], rows: readonly Row[]): ReadonlyMap<string, readonly Holder[]> {
  const byKey = new Map<string, Holder[]>();
  for (const [place, holder, until] of rows) {
    const key = keys[Number(place) - 1] ?? '';
    const holders = byKey.get(key) ?? [];
    holders.push({ holder: fromKeyText(String(holder)), until: typeof until === 'string' ? until : null });
    byKey.set(key, holders);
  }
  return byKey;
}

const unique = <Value>(values: readonly Value[]): readonly Value[] => [...new Set(values)];
const toHead = ([sequence, hash]: Row): Head => ({ sequence: Number(sequence), hash: String(hash) });
const toSeal = ([sequence, bytes, hash]: Row): EntryRow => ({
  stream: SEAL_STREAM,
  sequence: Number(sequence),
  bytes: bytes instanceof Uint8Array ? bytes : new Uint8Array(),
  hash: String(hash),
});
