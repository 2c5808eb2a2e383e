import type { Random } from '@deskbook/core';
import { toKeyText, toLookUpText } from '../journal/key-text.ts';
import type { Send } from '../journal/read-group.ts';
import type { Row } from '../journal/statement.ts';
import { WRITE } from './key-statements.ts';
import { KEY_LENGTH, type Wrapping } from './wrapping.ts';

/** What is to be made. */
export interface Wanted {
  readonly people: ReadonlySet<string>;
  readonly scopes: ReadonlySet<string>;
}

/** What is there once it was made, whoever made it. */
export interface Made {
  /** How often something had been destroyed. */
  readonly destroyed: number;
  /** The wrapping key in use. */
  readonly inUse: string;
  /** Rows by `person_key` and `scope_key`: that, a life or null, which wrapping key, and the bytes. */
  readonly people: readonly Row[];
  readonly scopes: readonly Row[];
}

/** What is the same for all who make keys in this process. */
export interface Making {
  readonly wrapping: Wrapping;
  readonly random: Random;
  readonly placeOfPerson: (personKey: string) => string;
  readonly placeOfScope: (scopeKey: string) => string;
}

/**
 * Makes the keys that are not there, in one transaction and one round trip. Where several processes make the same, the first wins, and all are
 * given what that one made. `by`: the wrapping key that is thought to be the one in use; where it no longer is, all is done again with that.
 *
 * @throws StoreError `wrong_keys` where the wrapping key in use was not given.
 */
export async function makeKeys(send: Send, wanted: Wanted, making: Making, by: string): Promise<Made> {
  const people = sorted(wanted.people);
  const scopes = sorted(wanted.scopes);
  const { placeOfPerson, placeOfScope } = making;
  const [, now, , , madePeople, madeScopes] = await send([
    [WRITE.begin, []],
    [WRITE.share, []],
    [WRITE.makePeople, columns(people, placeOfPerson, making, by)],
    [WRITE.makeScopes, columns(scopes, placeOfScope, making, by)],
    [WRITE.madePeople, [people.map(([key]) => key)]],
    [WRITE.madeScopes, [scopes.map(([key]) => key)]],
    [WRITE.commit, []],
  ]);
  const [destroyed, inUse] = now?.[0] ?? [];
  if (inUse !== by) return makeKeys(send, wanted, making, String(inUse));
  return { destroyed: Number(destroyed), inUse: by, people: madePeople ?? [], scopes: madeScopes ?? [] };
}

type Named = readonly [key: string, name: string];

/** Always in the same order: two who make the same do not wait for each other in a circle. */
const sorted = (names: ReadonlySet<string>): readonly Named[] =>
  [...names]
    .map((name): Named => [toLookUpText(name), toKeyText(name)])
    .sort(([one], [other]) => (one < other ? -1 : 1));

function columns(
  named: readonly Named[],
  placeOf: (key: string) => string,
  { wrapping, random }: Making,
  by: string,
): readonly unknown[] {
  const wrapped = named.map(([key]) => wrapping.wrap(by, random.bytes(KEY_LENGTH), placeOf(key)).bytes);
  return [named.map(([key]) => key), named.map(([, name]) => name), wrapped, by];
}
