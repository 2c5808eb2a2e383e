import type { Fields } from '@deskbook/dsl/bundle';
import type { Json, JsonObject } from '@deskbook/policies';
import { secretMark } from '../execution/secret-fields.ts';
import { isRecord } from '../facts/is-record.ts';
import { own } from '../facts/own.ts';
import { peopleIn } from './people-in.ts';
import {
  boxesMember,
  dataMembers,
  isDeskReason,
  isIdentifier,
  isMoment,
  isPlainId,
  isStructural,
} from './structure.ts';
import { type FieldKind, type Vocabulary, kindOfField } from './vocabulary.ts';

/** A value that is to be sealed: where it stood (a JSON Pointer), and whose it is. */
export interface TakenOut {
  readonly pointer: string;
  readonly value: Json;
  readonly owners: ReadonlySet<string>;
}

/** A value without what is personal in it, and what was taken out. A hole has the shape of what it held, so that whoever folds it finds its way. */
export interface Emptied<Value> {
  readonly value: Value;
  readonly taken: readonly TakenOut[];
}

/** What tells personal from harmless, and what stands for a key that is sealed: two keys that are the same have the same pseudonym. */
export interface TakingOptions {
  readonly vocabulary: Vocabulary;
  /** An entry is read by the names the desk gives things, facts by the bundle's fields; what state is made of is ids, but for the facts in it. */
  readonly reading: 'structure' | 'facts' | 'state';
  readonly pseudonym: (text: string) => string;
}

/**
 * Takes out of a value what may be personal: what is marked so, whatever its type, and every text that is not known to be harmless. A
 * text is harmless where its field holds ids or moments, where the bundle says the same text, or where it is a word of the desk.
 */
export function takeOut<Value extends Json>(
  value: Value,
  owners: ReadonlySet<string>,
  options: TakingOptions,
): Emptied<Value> {
  const walk: Walk = { ...options, taken: [] };
  const read = readings[options.reading];
  const emptied = read(walk, value, '', { within: null, key: '', owners, fields: undefined });
  return { value: emptied as Value, taken: walk.taken };
}

interface Walk extends TakingOptions {
  readonly taken: TakenOut[];
}

/** Where a value stands: in which place, under which key or index, whose it is, and the fields declared for the record around it. */
interface Place {
  readonly within: Place | null;
  readonly key: string | number;
  readonly owners: ReadonlySet<string>;
  readonly fields: Fields | undefined;
}

/** Reads a value by the name it stands under; in a list, that of the list. */
type Reader = (walk: Walk, value: Json, name: string, place: Place) => Json;

/** What the desk wrote itself. Under a name it does not know stands a text. */
const structure: Reader = (walk, value, name, place) => {
  if (typeof value === 'string') {
    if (isStructural(name, value) || isHarmless(walk, value)) return value;
    if (name === 'key') return isPlainId(value) ? value : take(walk, value, place, walk.pseudonym(value));
    return name === 'reason' && isDeskReason(value, pointerOf(place)) ? value : take(walk, value, place, '');
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return each(walk, value, name, place, structure);
  const record = value as JsonObject;
  const { fact } = record;
  if (typeof fact === 'string') return change(walk, record, fact.split('.'), place);
  const fields = typeof record['action'] === 'string' ? walk.vocabulary.inputOf(record['action']) : undefined;
  return inside(walk, record, place, place.owners, fields, readerOf);
};

function readerOf(name: string): Reader {
  if (name === 'facts') return facts;
  if (name === 'map') return state;
  if (name === 'items') return items;
  return dataMembers.has(name) ? dataOrEvent : structure;
}

/** Facts by root. What the desk says of an event or of a run are its own words. */
const facts: Reader = (walk, value, name, place) => {
  if (!isRecord(value)) return data(walk, value, name, place);
  if (!hasPlainNames(walk, value)) return take(walk, value, place, {});
  return inside(walk, value, place, place.owners, undefined, rootReader);
};

const rootReader = (root: string): Reader => (root === 'event' || root === 'run' ? structure : ofRoot);

const ofRoot: Reader = (walk, value, root, place) =>
  isRecord(value) ? recordOf(walk, value, root, place, walk.vocabulary.fieldsOf(root)) : data(walk, value, root, place);

/** `data` is an event's, with facts among other things; or what the fields of something hold. */
const dataOrEvent: Reader = (walk, value, name, place) =>
  name === 'data' && isRecord(value) && Object.hasOwn(value, 'facts')
    ? structure(walk, value, name, place)
    : data(walk, value, name, place);

/** What the desk keeps for itself: ids and codes under any name, with facts among them. */
const state: Reader = (walk, value, name, place) => {
  if (typeof value === 'string')
    return isPlainId(value) || isHarmless(walk, value) ? value : take(walk, value, place, '');
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return each(walk, value, name, place, state);
  return inside(walk, value as JsonObject, place, place.owners, undefined, stateReader);
};

const stateReader = (name: string): Reader => (name === 'facts' ? facts : state);

/** What was found, record by record; or what is gone through, each under its key. */
const items: Reader = (walk, value, name, place) =>
  Array.isArray(value) ? each(walk, value, name, place, item) : data(walk, value, name, place);

const item: Reader = (walk, value, name, place) =>
  isRecord(value) && Object.keys(value).sort().join() === 'key,value'
    ? structure(walk, value, name, place)
    : data(walk, value, name, place);

/** A change of a fact: what it was and became is judged as that fact. */
function change(walk: Walk, value: JsonObject, path: readonly string[], place: Place): Json {
  const judged = path.at(-1) ?? '';
  const ofFact: Reader = (_, part, __, at) => data(walk, part, judged, at);
  const fields = walk.vocabulary.fieldsOf(path[0] ?? '');
  return inside(walk, value, place, place.owners, fields, (name) =>
    name === 'from' || name === 'to' ? ofFact : structure,
  );
}

/** What the bundle's fields hold. */
const data: Reader = (walk, value, name, place) => {
  const kind = value === null ? undefined : kindAt(walk, name, place);
  if (kind === 'personal') return take(walk, value, place, null);
  if (typeof value === 'string') {
    const isId = kind === 'closed' && (isPlainId(value) || isMoment(value));
    return isId || isHarmless(walk, value) ? value : take(walk, value, place, null);
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return each(walk, value, name, place, data);
  return recordOf(
    walk,
    value as JsonObject,
    name,
    place,
    place.fields === undefined ? undefined : own(place.fields, name)?.fields,
  );
};

const readings: { readonly [reading in TakingOptions['reading']]: Reader } = { structure, facts, state };

/** A record, field by field; one whose names are data is taken whole. */
function recordOf(walk: Walk, value: JsonObject, name: string, place: Place, fields: Fields | undefined): Json {
  if (walk.vocabulary.kindOf(name) === 'personal') return take(walk, value, place, {});
  if (!hasPlainNames(walk, value)) return take(walk, value, place, {});
  return inside(walk, value, place, ownersOf(walk, value, name, place), fields, readData);
}

const readData = (): Reader => data;

/** What the field of this name is: as declared for this very record, or else as strictly as it is declared anywhere. An `id` is an id. */
function kindAt({ vocabulary }: Walk, name: string, { fields }: Place): FieldKind | undefined {
  if (name === 'id') return 'closed';
  const field = fields === undefined ? undefined : own(fields, name);
  if (field !== undefined) return kindOfField(field);
  return vocabulary.kindOf(name) ?? (vocabulary.namesPerson(name) ? 'closed' : undefined);
}

/** A person's own record is theirs; a record of what somebody else asked for is that person's. */
function ownersOf({ vocabulary }: Walk, value: JsonObject, name: string, { owners }: Place): ReadonlySet<string> {
  const { id, requester } = value;
  if (typeof id === 'string' && id !== '' && vocabulary.namesPerson(name)) return new Set([id]);
  const isOthers = typeof requester === 'string' && requester !== '' && !owners.has(requester);
  return isOthers ? peopleIn(value, vocabulary) : owners;
}

function each(walk: Walk, list: readonly Json[], name: string, place: Place, read: Reader): Json {
  let copy: Json[] | null = null;
  for (const [key, part] of list.entries()) {
    const now = read(walk, part, name, { within: place, key, owners: place.owners, fields: place.fields });
    if (now === part) continue;
    copy ??= [...list];
    copy[key] = now;
  }
  return copy ?? list;
}

/** A record, member by member. A member that is called as ours is always taken out. */
function inside(
  walk: Walk,
  value: JsonObject,
  place: Place,
  owners: ReadonlySet<string>,
  fields: Fields | undefined,
  readers: (name: string) => Reader,
): JsonObject {
  let copy: JsonObject | null = null;
  for (const name of Object.keys(value)) {
    const part = value[name];
    if (part === undefined || (part === null && name !== boxesMember)) continue;
    const at: Place = { within: place, key: name, owners, fields };
    const now = name === boxesMember ? take(walk, part, at, null) : readers(name)(walk, part, name, at);
    if (now === part) continue;
    copy ??= { ...value };
    Object.defineProperty(copy, name, { value: now, enumerable: true, configurable: true, writable: true });
  }
  return copy ?? value;
}

/** Puts a value aside, and leaves a hole of its shape. */
function take(walk: Walk, value: Json, place: Place, hole: Json): Json {
  walk.taken.push({ pointer: pointerOf(place), value, owners: place.owners });
  if (Array.isArray(value)) return [];
  return isRecord(value) ? {} : hole;
}

/** Only what is taken out has to say where it stood. */
function pointerOf({ within, key }: Place): string {
  if (within === null) return '';
  const name = typeof key === 'string' && /[~/]/.test(key) ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key;
  return `${pointerOf(within)}/${name}`;
}

const isHarmless = ({ vocabulary }: Walk, text: string): boolean =>
  text === '' || vocabulary.isWord(text) || isMoment(text) || text === secretMark;

/** Names that are identifiers, or the bundle's. Others are data that somebody used as names. */
const hasPlainNames = ({ vocabulary }: Walk, value: JsonObject): boolean =>
  Object.keys(value).every((name) => vocabulary.isWord(name) || isIdentifier(name));
