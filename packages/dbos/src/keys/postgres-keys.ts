import type { Random } from '@deskbook/core';
import { systemRandom } from '@deskbook/core';
import { type PersonKeys, subjectOf } from '@deskbook/core/privacy';
import { StoreError } from '@deskbook/core/stores';
import { fromKeyText, toKeyText, toLookUpText } from '../journal/key-text.ts';
import { migrate } from '../journal/migrations.ts';
import { reach } from '../journal/reach.ts';
import type { Row } from '../journal/statement.ts';
import { synchronousQuery } from '../journal/synchronous-query.ts';
import { keySession } from './key-session.ts';
import { READ, WRITE } from './key-statements.ts';
import { KEYS } from './keys-schema.ts';
import { type Made, type Making, makeKeys } from './make-keys.ts';
import { rewrapKeys } from './rewrap-keys.ts';
import { wrappingBy } from './wrapping.ts';

/** Where keys lie that several machines share, and what they are wrapped with. */
export interface PostgresKeysOptions {
  /** `postgresql://user@host:port/database`: a database of their own, in which they are the schema `deskbook_keys`. Never the journal's. */
  readonly url: string;
  /**
   * Wrapping keys of 32 bytes, from wherever secrets are kept: the database holds keys only as they were wrapped by one of these. Mostly there
   * is one; while it is being changed, the new one comes first and the old one after it (see `rewrap`).
   */
  readonly wrappedBy: readonly Uint8Array[];
  /** How long, in milliseconds, a server that is away is looked for before a key is `unavailable`; 10,000 unless told. */
  readonly patience?: number;
  readonly random?: Random;
}

/** Keys of people that several machines share. */
export interface PostgresKeys extends PersonKeys {
  /**
   * Wraps every key with the first of `wrappedBy`; how many it were. Afterwards the old wrapping key is to be destroyed wherever it lies: then
   * nobody reads the keys again that were erased before, in no page, log, replica or backup of their database. Processes may go on meanwhile
   * if they have both; one that has the old one alone can make no more keys. Interrupted, it is called again.
   */
  rewrap(): Promise<number>;
}

/** How often a process looks whether something was destroyed, in milliseconds. */
const LOOK = 1_000;
/** How many keys are kept at hand. */
const MOST_AT_HAND = 50_000;

const READING = { connect: 5_000, statement: 15_000, lock: 5_000, idleInTransaction: 60_000 };

/**
 * Keys of people in PostgreSQL, for many processes at once. What is read is kept at hand; what others destroy is noticed within two seconds as
 * long as the database is there, and at once by whoever asks it for a key. What is destroyed is gone from the tables, and nobody opens with it
 * again; until the wrapping key has been changed, pages, log, replicas and backups of the database may still hold it, wrapped.
 *
 * @throws StoreError `unavailable`; `not_a_store` for another program's schema, and for the database that the journal is in; `newer_version`;
 *   `wrong_keys` where the keys there are wrapped with another wrapping key.
 *
 * @example
 * const wrappedBy = [Buffer.from(process.env.DESKBOOK_WRAPPING_KEY, 'base64')];
 * const keys = await postgresKeys({ url: 'postgresql://localhost/desk_keys', wrappedBy });
 */
export async function postgresKeys(options: PostgresKeysOptions): Promise<PostgresKeys> {
  const { url, patience = 10_000, random = systemRandom() } = options;
  const wrapping = wrappingBy(options.wrappedBy, random);
  const about = await prepare(url, wrapping.first, Buffer.from(random.bytes(12)).toString('hex'));
  const { id } = about;
  for (const by of about.wrappedBy)
    if (!wrapping.has(by)) throw new StoreError('wrong_keys', `the keys are wrapped by ${by}, which was not given`);
  const making: Making = {
    wrapping,
    random,
    placeOfPerson: (personKey) => JSON.stringify([id, 'person', personKey]),
    placeOfScope: (scopeKey) => JSON.stringify([id, 'scope', scopeKey]),
  };
  const query = synchronousQuery({ url, patience, name: 'deskbook keys', limits: READING });
  const session = keySession(url);
  const subjects = new Map<string, string>();
  const keys = new Map<string, Uint8Array | null>();
  const secrets = new Map<string, Uint8Array>();
  let { destroyed } = about;
  let inUse = about.wrappedBy[0] ?? wrapping.first;
  let waiting: Waiting | null = null;
  let isLooking = false;

  /** Whatever the database says, it says how often something was destroyed: nothing that was at hand before is used again. An answer may come late. */
  function notice(now: unknown): void {
    if (!(Number(now) > destroyed)) return;
    destroyed = Number(now);
    for (const atHand of [subjects, keys, secrets]) atHand.clear();
  }

  const unwrap = ([, , by, bytes]: Row, place: string): Uint8Array =>
    wrapping.unwrap({ by: String(by), bytes: bytes as Uint8Array }, place);

  function keepPerson(person: string, row: Row): string {
    const subject = subjectOf(person, Number(row[1]));
    keepAtHand(keys, subject, unwrap(row, making.placeOfPerson(toLookUpText(person))));
    return keepAtHand(subjects, person, subject);
  }

  const keepScope = (scope: string, row: Row): Uint8Array =>
    keepAtHand(secrets, scope, unwrap(row, making.placeOfScope(toLookUpText(scope))));

  function ask(asked: (typeof READ)[keyof typeof READ], ...values: readonly unknown[]): Row {
    const [row = []] = query.ask(asked, values);
    notice(row[0]);
    return row;
  }

  function subject(person: string): string | null {
    const known = subjects.get(person);
    if (known !== undefined) return known;
    const row = ask(READ.subject, toLookUpText(person));
    return row[3] === null ? null : keepPerson(person, row);
  }

  function key(of: string): Uint8Array | null {
    const known = keys.get(of);
    if (known !== undefined) return known;
    const colon = of.indexOf(':');
    const personKey = toLookUpText(of.slice(colon + 1));
    const row = ask(READ.key, personKey, Number(of.slice(0, colon)));
    if (row[3] !== null) return keepAtHand(keys, of, unwrap(row, making.placeOfPerson(personKey)));
    // A life that is over does not come back; one that is not there yet may.
    return row[1] === null ? null : keepAtHand(keys, of, null);
  }

  function secret(scope: string): Uint8Array | null {
    const known = secrets.get(scope);
    if (known !== undefined) return known;
    const row = ask(READ.secret, toLookUpText(scope));
    return row[3] === null ? null : keepScope(scope, row);
  }

  /** What was asked for in one tick, and while the group before was made, is made at once, and is flushed to disk once. */
  async function flush(): Promise<void> {
    const group = waiting;
    waiting = null;
    if (group === null) return;
    try {
      keepMade(group, await session.run((send) => makeKeys(send, group, making, inUse), patience));
      for (const { resolve } of group.tell) resolve();
    } catch (error) {
      for (const { reject } of group.tell) reject(error);
    }
  }

  function keepMade({ people, scopes }: Waiting, made: Made): void {
    notice(made.destroyed);
    inUse = made.inUse;
    if (made.destroyed < destroyed) return;
    const rowOf = (rows: readonly Row[]) => new Map(rows.map((row) => [String(row[0]), row]));
    const [personRows, scopeRows] = [rowOf(made.people), rowOf(made.scopes)];
    for (const person of people) {
      const row = personRows.get(toLookUpText(person));
      if (row !== undefined) keepPerson(person, row);
    }
    for (const scope of scopes) {
      const row = scopeRows.get(toLookUpText(scope));
      if (row !== undefined) keepScope(scope, row);
    }
  }

  async function look(): Promise<void> {
    if (isLooking) return;
    isLooking = true;
    try {
      const [[now] = []] = await session.run((send) => send([[WRITE.now, []]]), 0);
      notice(now?.[0]);
    } catch {
      // A server that is away is looked for by whoever needs a key.
    } finally {
      isLooking = false;
    }
  }

  async function destroy(...statements: Parameters<Parameters<typeof makeKeys>[0]>[0]): Promise<void> {
    const rows = await session.run(
      (send) => send([[WRITE.begin, []], [WRITE.destroy, []], ...statements, [WRITE.commit, []]]),
      patience,
    );
    notice(rows[1]?.[0]?.[0]);
  }

  const looking = setInterval(() => void look(), LOOK).unref();

  return {
    id,
    get destroyed() {
      return destroyed;
    },
    subject,
    key,
    secret,
    scopes: (prefix) => query.ask(READ.scopes, [toKeyText(prefix)]).map(([scope]) => fromKeyText(String(scope))).sort(), // prettier-ignore
    make: ({ people, scopes }) =>
      new Promise((resolve, reject) => {
        if (waiting === null) {
          waiting = { people: new Set(), scopes: new Set(), tell: [] };
          setImmediate(() => void flush());
        }
        for (const person of people) waiting.people.add(person);
        for (const scope of scopes) waiting.scopes.add(scope);
        waiting.tell.push({ resolve, reject });
      }),
    async erase(person, at) {
      const personKey = toLookUpText(person);
      await destroy([WRITE.remember, [personKey, toKeyText(person)]], [WRITE.erase, [personKey, at]]);
    },
    async forget(scopes) {
      const scopeKeys = [...scopes].map(toLookUpText);
      if (scopeKeys.length > 0) await destroy([WRITE.forget, [scopeKeys]]);
    },
    people() {
      const found = new Map<string, { person: string; erased: string[]; hasKey: boolean }>();
      for (const [name, erased, hasKey] of query.ask(READ.people)) {
        const person = fromKeyText(String(name));
        const one = found.get(person) ?? { person, erased: [], hasKey: false };
        if (typeof erased === 'string') one.erased.push(erased);
        found.set(person, { ...one, hasKey: hasKey === true });
      }
      return [...found.values()];
    },
    rewrap: () => rewrapKeys((work) => session.run(work, patience), making),
    close() {
      clearInterval(looking);
      for (const atHand of [subjects, keys, secrets]) atHand.clear();
      query.close();
      session.close();
    },
  };
}

/** What is to be made at the end of this tick, and who waits for it. */
interface Waiting {
  readonly people: Set<string>;
  readonly scopes: Set<string>;
  readonly tell: { readonly resolve: () => void; readonly reject: (error: unknown) => void }[];
}

function keepAtHand<Value>(atHand: Map<string, Value>, name: string, value: Value): Value {
  if (atHand.size >= MOST_AT_HAND) atHand.clear();
  atHand.set(name, value);
  return value;
}

interface About {
  readonly id: string;
  readonly destroyed: number;
  /** Ids of the wrapping keys that are needed: the one in use, and one that some keys may still be wrapped with. */
  readonly wrappedBy: readonly string[];
}

/** Brings the schema to the newest version. Whoever comes first says which keys these are, and what wraps them. */
async function prepare(url: string, wrappedBy: string, id: string): Promise<About> {
  const session = await reach(url, 'deskbook keys');
  try {
    await migrate(session, KEYS);
    await session.query('INSERT INTO deskbook_keys.about VALUES (1, $1, 0, $2, NULL) ON CONFLICT DO NOTHING', [id, wrappedBy]); // prettier-ignore
    const { rows } = await session.query<{ id: string; destroyed: string; wrapped_by: string; leaving: string | null }>(
      'SELECT id, destroyed, wrapped_by, leaving FROM deskbook_keys.about',
    );
    const [row] = rows;
    if (row === undefined) throw new StoreError('not_a_store', 'the schema deskbook_keys of this database is not keys');
    const wrapped = row.leaving === null ? [row.wrapped_by] : [row.wrapped_by, row.leaving];
    return { id: row.id, destroyed: Number(row.destroyed), wrappedBy: wrapped };
  } finally {
    await session.end();
  }
}
