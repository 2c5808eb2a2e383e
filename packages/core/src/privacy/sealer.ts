import type { Json, JsonObject } from '@deskbook/policies';
import { isRecord } from '../facts/is-record.ts';
import { type BoxKeys, boxKeys, openBox, sealBox } from './box.ts';
import { hmac, hmacKey } from './hmac.ts';
import type { PersonKeys, Subject } from './person-keys.ts';
import type { TakenOut } from './take-out.ts';

/** Values that were sealed together: under whose keys, where each of them stood, and the bytes. */
export interface SealedBox {
  readonly by: readonly Subject[];
  readonly at: readonly string[];
  readonly value: string;
}

/** Where something is kept: `scope` names the secret by which it can be erased apart from people, `row` the one place it belongs to. */
export interface Place {
  readonly scope: string;
  readonly row: string;
}

/** What a place's boxes held: the values that can be read, and where those stood that cannot any more. */
export interface Opened {
  readonly values: readonly { readonly pointer: string; readonly value: Json }[];
  readonly erased: readonly string[];
}

/** Seals and opens with the keys there are. */
export interface Sealer {
  /** What has to be made before something can be sealed for these people in these scopes. */
  lacking(
    people: Iterable<string>,
    scopes: Iterable<string>,
  ): { readonly people: readonly string[]; readonly scopes: readonly string[] } | null;
  /** Needs the keys of everybody it is about: see `lacking`. */
  seal(taken: readonly TakenOut[], place: Place): readonly SealedBox[];
  /** @throws StoreError `wrong_keys` */
  open(boxes: readonly SealedBox[], place: Place): Opened;
  /** What stands for a text in a scope: the same for the same text, and nothing that tells it without the scope's secret. */
  pseudonym(scope: string, text: string): string;
}

/** How many pairs of keys are kept ready. */
const mostReady = 20_000;

/** A sealer over keys. */
export function sealer(keys: PersonKeys): Sealer {
  let ready = new Map<string, BoxKeys>();
  let destroyed = keys.destroyed;
  const forgetDestroyed = (): void => {
    if (keys.destroyed === destroyed) return;
    ready = new Map();
    destroyed = keys.destroyed;
  };
  /** What a box holds; null: nobody can open it any more. */
  const opened = ({ by, at, value }: SealedBox, place: Place): readonly Json[] | null => {
    const box = keysFor(place.scope, by);
    return box === null ? null : (JSON.parse(openBox(box, placeName(place, by, at), value)) as readonly Json[]);
  };
  const keysFor = (scope: string, by: readonly Subject[]): BoxKeys | null => {
    forgetDestroyed();
    const name = `${scope.length} ${scope} ${by.length === 1 ? by[0] : JSON.stringify(by)}`;
    const known = ready.get(name);
    if (known !== undefined) return known;
    const secret = keys.secret(scope);
    const people = by.map((subject) => keys.key(subject));
    if (secret === null || !people.every((key) => key !== null)) return null;
    if (ready.size >= mostReady) ready.clear();
    const made = boxKeys(secret, people);
    ready.set(name, made);
    return made;
  };
  return {
    lacking(people, scopes) {
      const without: string[] = [];
      const unknown: string[] = [];
      for (const person of people) if (keys.subject(person) === null) without.push(person);
      for (const scope of scopes) if (keys.secret(scope) === null) unknown.push(scope);
      return without.length + unknown.length === 0 ? null : { people: without, scopes: unknown };
    },
    seal: (taken, place) =>
      byOwners(taken).map(({ owners, parts }) => {
        const by = [...owners].sort().map((person) => keys.subject(person) ?? '');
        const box = keysFor(place.scope, by);
        if (box === null) throw new TypeError(`there is no key for ${[...owners].join(', ')} in ${place.scope}`);
        const at = parts.map(({ pointer }) => pointer);
        return {
          by,
          at,
          value: sealBox(
            box,
            placeName(place, by, at),
            parts.map(({ value }) => value),
          ),
        };
      }),
    open(boxes, place) {
      const values: { pointer: string; value: Json }[] = [];
      const erased: string[] = [];
      for (const box of boxes) {
        const held = opened(box, place);
        if (held === null) erased.push(...box.at);
        else for (const [index, pointer] of box.at.entries()) values.push({ pointer, value: held[index] ?? null });
      }
      return { values, erased };
    },
    pseudonym(scope, text) {
      const secret = keys.secret(scope) ?? new Uint8Array();
      return `sealed-${hmac(hmacKey(secret), `pseudonym ${text}`).toString('hex', 0, 8)}`;
    },
  };
}

const placeName = ({ scope, row }: Place, by: readonly Subject[], at: readonly string[]): string =>
  JSON.stringify([scope, row, by, at]);

/** What belongs to the same people goes into one box. */
function byOwners(
  taken: readonly TakenOut[],
): readonly { readonly owners: ReadonlySet<string>; readonly parts: readonly TakenOut[] }[] {
  const first = taken[0]?.owners;
  if (first === undefined) return [];
  if (taken.every(({ owners }) => owners === first)) return [{ owners: first, parts: taken }];
  const groups = new Map<string, { owners: ReadonlySet<string>; parts: TakenOut[] }>();
  for (const part of taken) {
    const name = JSON.stringify([...part.owners].sort());
    const group = groups.get(name) ?? { owners: part.owners, parts: [] };
    group.parts.push(part);
    groups.set(name, group);
  }
  return [...groups.values()];
}

/** Whether a value is boxes, as `seal` makes them. */
export function isBoxes(value: Json | undefined): value is readonly (JsonObject & SealedBox)[] {
  return Array.isArray(value) && value.length > 0 && value.every(isBox);
}

function isBox(value: Json): boolean {
  if (!isRecord(value)) return false;
  const { by, at, value: bytes } = value;
  return typeof bytes === 'string' && isTexts(by) && isTexts(at);
}

const isTexts = (value: Json | undefined): boolean =>
  Array.isArray(value) && value.every((each: Json) => typeof each === 'string');
