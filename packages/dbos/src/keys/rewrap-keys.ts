import type { Send } from '../journal/read-group.ts';
import { statement } from '../journal/statement.ts';
import { WRITE } from './key-statements.ts';
import type { Making } from './make-keys.ts';

/** What is done over the session with the keys, one thing after the other. */
export type Run = <Result>(work: (send: Send) => Promise<Result>) => Promise<Result>;

/** How many rows are wrapped anew in one transaction. */
const PAGE = 1_000;

const SWITCH = statement('rewrap_switch', 'UPDATE deskbook_keys.about SET leaving = wrapped_by, wrapped_by = $1 WHERE wrapped_by <> $1 AND leaving IS NULL'); // prettier-ignore
const LEFT = statement('rewrap_left', 'UPDATE deskbook_keys.about SET leaving = NULL WHERE wrapped_by = $1');

/** A page is looked for from the last row of the one before; a row is changed only where it is as it was read, so that none that was destroyed comes back. */
const TABLES = [
  {
    page: statement('rewrap_people', `SELECT person_key, life::text, wrapped_by, wrapped FROM deskbook_keys.people WHERE (person_key, life) > ($1, $2::integer) AND wrapped_by <> $3 ORDER BY person_key, life LIMIT ${PAGE}`), // prettier-ignore
    put: statement('rewrapped_people', 'UPDATE deskbook_keys.people AS of SET wrapped_by = $1, wrapped = given.wrapped FROM unnest($2::text[], $3::integer[], $4::bytea[], $5::bytea[]) AS given (key, life, was, wrapped) WHERE of.person_key = given.key AND of.life = given.life AND of.wrapped = given.was'), // prettier-ignore
    placeOf: ({ placeOfPerson }: Making) => placeOfPerson,
  },
  {
    page: statement('rewrap_scopes', `SELECT scope_key, '0', wrapped_by, wrapped FROM deskbook_keys.scopes WHERE scope_key > $1 AND $2::integer IS NOT NULL AND wrapped_by <> $3 ORDER BY scope_key LIMIT ${PAGE}`), // prettier-ignore
    put: statement('rewrapped_scopes', 'UPDATE deskbook_keys.scopes AS of SET wrapped_by = $1, wrapped = given.wrapped FROM unnest($2::text[], $3::integer[], $4::bytea[], $5::bytea[]) AS given (key, life, was, wrapped) WHERE of.scope_key = given.key AND of.wrapped = given.was'), // prettier-ignore
    placeOf: ({ placeOfScope }: Making) => placeOfScope,
  },
] as const;

/**
 * Wraps every key with the first wrapping key. From the first moment new ones are wrapped with that alone; interrupted, it is gone on with by
 * the next call. How many were wrapped anew.
 *
 * @throws StoreError `wrong_keys` where another wrapping key is needed for some.
 */
export async function rewrapKeys(run: Run, making: Making): Promise<number> {
  const by = making.wrapping.first;
  await run((send) =>
    send([
      [WRITE.begin, []],
      [SWITCH, [by]],
      [WRITE.commit, []],
    ]),
  );
  let count = 0;
  for (const { page, put, placeOf } of TABLES) {
    const rewrap = rewrapped(making, by, placeOf(making));
    for (let after: readonly unknown[] = ['', 0]; ;) {
      const [rows = []] = await run((send) => send([[page, [...after, by]]]));
      const wrapped = rows.map(rewrap);
      await run((send) => send([[put, [by, ...transposed(wrapped)]]]));
      count += rows.length;
      const last = rows.at(-1);
      if (last === undefined || rows.length < PAGE) break;
      after = last.slice(0, 2);
    }
  }
  await run((send) => send([[LEFT, [by]]]));
  return count;
}

/** A row with the bytes it had and those it gets. */
const rewrapped =
  ({ wrapping }: Making, to: string, placeOf: (key: string) => string) =>
  ([key, life, by, bytes]: readonly unknown[]): readonly unknown[] => {
    const place = placeOf(String(key));
    const plain = wrapping.unwrap({ by: String(by), bytes: bytes as Uint8Array }, place);
    return [key, life, bytes, wrapping.wrap(to, plain, place).bytes];
  };

const transposed = (rows: readonly (readonly unknown[])[]): readonly unknown[] =>
  [0, 1, 2, 3].map((column) => rows.map((row) => row[column]));
