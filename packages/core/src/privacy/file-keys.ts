import { closeSync, existsSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { StatementSync } from 'node:sqlite';
import { StoreError } from '../journal/store-error.ts';
import type { Random } from '../ports/random.ts';
import { systemRandom } from '../ports/system-random.ts';
import { type PersonKeys, subjectOf } from './person-keys.ts';

/** Marks a file as Deskbook's keys (`DKKY`). */
const APPLICATION_ID = 0x44_4b_4b_59;
const length = 32;
/** How many keys are kept at hand. */
const mostAtHand = 50_000;

/**
 * Keys in a file of their own, which its owner alone may read (mode 0600). It is no part of a store, and `backUpStore` never copies it: what
 * is destroyed here is gone from every copy of the store. One process writes it, the one that writes the store; others may read it.
 *
 * @throws StoreError `not_a_store` where the file is something else, or is not there and is only to be read.
 *
 * @example
 * const keys = fileKeys('desk.db.keys');
 */
export function fileKeys(
  path: string,
  { readOnly = false, random = systemRandom() }: { readonly readOnly?: boolean; readonly random?: Random } = {},
): PersonKeys {
  if (readOnly && !existsSync(path)) throw new StoreError('not_a_store', `there are no keys at ${path}`);
  // Made before the database is: no moment at which others could read it.
  if (!readOnly) closeSync(openSync(path, 'a', 0o600));
  const database = openDatabase(path, readOnly);
  if (!readOnly) prepare(database, path, random);
  else checkKind(database, path);
  const sql = statements(database);
  const id = String(sql('SELECT id FROM about').get()?.['id']);
  const subjects = new Map<string, string>();
  const secrets = new Map<string, Uint8Array>();
  let destroyed = 0;
  let waiting: Waiting | null = null;

  function subject(person: string): string | null {
    const known = subjects.get(person);
    if (known !== undefined) return known;
    const row = sql('SELECT max(life) AS life FROM people WHERE person = ? AND key IS NOT NULL').get(person);
    if (typeof row?.['life'] !== 'number') return null;
    return keepAtHand(subjects, person, subjectOf(person, row['life']));
  }

  function secret(scope: string): Uint8Array | null {
    const known = secrets.get(scope);
    if (known !== undefined) return known;
    const found = bytes(sql('SELECT secret AS key FROM scopes WHERE scope = ?').get(scope));
    return found === null ? null : keepAtHand(secrets, scope, found);
  }

  function insert(people: Iterable<string>, scopes: Iterable<string>): void {
    for (const person of people) {
      if (subject(person) !== null) continue;
      const lives = Number(sql('SELECT count(*) AS n FROM people WHERE person = ?').get(person)?.['n']);
      sql('INSERT INTO people VALUES (?, ?, ?, NULL)').run(person, lives + 1, random.bytes(length));
    }
    for (const scope of scopes)
      if (secret(scope) === null) sql('INSERT INTO scopes VALUES (?, ?)').run(scope, random.bytes(length));
  }

  /** What was asked for in one tick is made at once, and is flushed to disk once. */
  function flush({ people, scopes, tell }: Waiting): void {
    waiting = null;
    try {
      atomically(database, () => insert(people, scopes));
    } catch (error) {
      for (const { reject } of tell) reject(error);
      return;
    }
    for (const { resolve } of tell) resolve();
  }

  /** What was deleted is overwritten (`secure_delete`), the file is written anew, and the log is emptied: no byte of a key stays behind. */
  function destroy(change: () => void): void {
    destroyed += 1;
    subjects.clear();
    for (const each of secrets.values()) each.fill(0);
    secrets.clear();
    atomically(database, change);
    database.exec('VACUUM');
    const busy = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'];
    if (busy !== 0)
      throw new StoreError(
        'locked',
        `${path} is being read in another place: what was erased stays in its log until that ends, and somebody erases again`,
      );
  }

  return {
    id,
    get destroyed() {
      return destroyed;
    },
    subject,
    key(of) {
      const colon = of.indexOf(':');
      return bytes(
        sql('SELECT key FROM people WHERE person = ? AND life = ?').get(
          of.slice(colon + 1),
          Number(of.slice(0, colon)),
        ),
      );
    },
    secret,
    scopes: (prefix) =>
      sql('SELECT scope FROM scopes WHERE scope >= ?1 AND scope < ?1 || char(1114111) ORDER BY scope')
        .all(prefix)
        .map((row) => String(row['scope'])),
    make: ({ people, scopes }) =>
      new Promise((resolve, reject) => {
        const group = (waiting ??= begin(flush));
        for (const person of people) group.people.add(person);
        for (const scope of scopes) group.scopes.add(scope);
        group.tell.push({ resolve, reject });
      }),
    async erase(person, at) {
      destroy(() => {
        const known = Number(sql('SELECT count(*) AS n FROM people WHERE person = ?').get(person)?.['n']);
        // Somebody of whom there is nothing is remembered all the same.
        if (known === 0) sql('INSERT INTO people VALUES (?, 1, NULL, ?)').run(person, at);
        sql('UPDATE people SET key = NULL, erased = ? WHERE person = ? AND erased IS NULL').run(at, person);
      });
    },
    async forget(scopes) {
      destroy(() => {
        for (const scope of scopes) sql('DELETE FROM scopes WHERE scope = ?').run(scope);
      });
    },
    people() {
      const found = new Map<string, { person: string; erased: string[]; hasKey: boolean }>();
      for (const row of sql(
        'SELECT person, erased, key IS NOT NULL AS has_key FROM people ORDER BY person, life',
      ).all()) {
        const person = String(row['person']);
        const one = found.get(person) ?? { person, erased: [], hasKey: false };
        if (typeof row['erased'] === 'string') one.erased.push(row['erased']);
        found.set(person, { ...one, hasKey: row['has_key'] === 1 });
      }
      return [...found.values()];
    },
    close: () => {
      if (database.isOpen) database.close();
    },
  };
}

/** What is to be made at the end of this tick, and who waits for it. */
interface Waiting {
  readonly people: Set<string>;
  readonly scopes: Set<string>;
  readonly tell: { readonly resolve: () => void; readonly reject: (error: unknown) => void }[];
}

function begin(flush: (group: Waiting) => void): Waiting {
  const group: Waiting = { people: new Set(), scopes: new Set(), tell: [] };
  setImmediate(() => flush(group));
  return group;
}

function openDatabase(path: string, readOnly: boolean): DatabaseSync {
  const database = new DatabaseSync(path, { readOnly });
  try {
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    return database;
  } catch {
    database.close();
    throw new StoreError('not_a_store', `${path} holds no keys`);
  }
}

function checkKind(database: DatabaseSync, path: string): void {
  if (database.prepare('PRAGMA application_id').get()?.['application_id'] === APPLICATION_ID) return;
  database.close();
  throw new StoreError('not_a_store', `${path} holds no keys`);
}

function prepare(database: DatabaseSync, path: string, random: Random): void {
  const isEmpty = database.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.['n'] === 0;
  if (!isEmpty) checkKind(database, path);
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA secure_delete = ON;',
  );
  if (!isEmpty) return;
  atomically(database, () => {
    database.exec(`
      CREATE TABLE about (id TEXT NOT NULL);
      CREATE TABLE people (person TEXT NOT NULL, life INTEGER NOT NULL, key BLOB, erased TEXT, PRIMARY KEY (person, life)) WITHOUT ROWID;
      CREATE TABLE scopes (scope TEXT PRIMARY KEY, secret BLOB NOT NULL) WITHOUT ROWID;
      PRAGMA application_id = ${APPLICATION_ID};`);
    database.prepare('INSERT INTO about VALUES (?)').run(Buffer.from(random.bytes(12)).toString('hex'));
  });
}

function atomically(database: DatabaseSync, change: () => void): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    change();
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function statements(database: DatabaseSync): (sql: string) => StatementSync {
  const prepared = new Map<string, StatementSync>();
  return (sql) => {
    const known = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, known);
    return known;
  };
}

function keepAtHand<Value>(map: Map<string, Value>, name: string, value: Value): Value {
  if (map.size >= mostAtHand) map.clear();
  map.set(name, value);
  return value;
}

const bytes = (row: { readonly [column: string]: unknown } | undefined): Uint8Array | null =>
  row?.['key'] instanceof Uint8Array ? row['key'] : null;
