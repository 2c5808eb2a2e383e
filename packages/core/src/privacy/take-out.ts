import type { Fields } from '@deskbook/dsl/bundle';
import type { Json, JsonObject } from '@deskbook/policies';
import { secretMark } from '../execution/secret-fields.ts';
import { isRecord } from '../facts/is-record.ts';
import { own } from '../facts/own.ts';
import { peopleIn } from './people-in.ts';
import { boxesMember, dataMembers, isDeskWord, isMoment, isPlainId, isStructural } from './structure.ts';
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
  /** An entry is read by the names the desk gives things; facts are read by the bundle's fields. */
  readonly reading: 'structure' | 'facts';
  readonly pseudonym: (text: string) => string;
}

/**
 * Takes out of a value what may be personal: what is marked so, whatever its type, and every text that is not known to be harmless. A
 * text is harmless where its field holds ids or moments, where the bundle says the same text, or where it is a word of the desk.
 */
export function takeOut<Value extends Json>(value: Value, owners: ReadonlySet<string>, options: TakingOptions): Emptied<Value> {
  const taken: TakenOut[] = [];
  const read = options.reading === 'structure' ? structure : facts;
  const emptied = read({ ...options, taken }, value, { name: '', pointer: '', owners });
  return { value: emptied as Value, taken };
}

interface Walk extends TakingOptions {
  readonly taken: TakenOut[];
}

/** Where the walk stands: under which name, whose it is, and the fields declared there if they are known. */
interface At {
  readonly name: string;
  readonly pointer: string;
  readonly owners: ReadonlySet<string>;
  readonly fields?: Fields | undefined;
}

type Reader = (walk: Walk, value: Json, at: At) => Json;

/** What the desk wrote itself. Under a name it does not know stands a text. */
const structure: Reader = (walk, value, at) => {
  if (typeof value === 'string') {
    if (at.name === 'key') return isPlainId(value) || isHarmless(walk, value) ? value : take(walk, value, at, walk.pseudonym(value));
    const isOwn = isStructural(at.name, value) || isDeskWord(at.name, value, at.pointer) || isHarmless(walk, value);
    return isOwn ? value : take(walk, value, at, '');
  }
  if (Array.isArray(value)) return each(walk, value, at, structure);
  if (!isRecord(value)) return value;
  if (typeof value['fact'] === 'string') return change(walk, value, at);
  const fields = typeof value['action'] === 'string' ? walk.vocabulary.inputOf(value['action']) : undefined;
  return inside(walk, value, { ...at, fields }, readerOf);
};

function readerOf(name: string): Reader {
  if (name === 'facts') return facts;
  if (name === 'items') return items;
  return dataMembers.has(name) ? dataOrEvent : (walk, value, { fields: _, ...at }) => structure(walk, value, at);
}

/** Facts by root. What the desk says of an event or of a run are its own words. */
const facts: Reader = (walk, value, at) => {
  if (!isRecord(value)) return data(walk, value, at);
  if (!hasPlainNames(walk, value)) return take(walk, value, at, {});
  return inside(walk, value, at, (root) => (inner, part, place) =>
    root === 'event' || root === 'run'
      ? structure(inner, part, place)
      : data(inner, part, { ...place, fields: walk.vocabulary.fieldsOf(root), name: root }),
  );
};

/** `data` is an event's, with facts among other things; or what the fields of something hold. */
const dataOrEvent: Reader = (walk, value, at) =>
  at.name === 'data' && isRecord(value) && Object.hasOwn(value, 'facts') ? structure(walk, value, at) : data(walk, value, at);

/** What was found, record by record; or what is gone through, each under its key. */
const items: Reader = (walk, value, at) => {
  const item: Reader = (inner, one, place) =>
    isRecord(one) && Object.keys(one).sort().join() === 'key,value' ? structure(inner, one, place) : data(inner, one, place);
  return Array.isArray(value) ? each(walk, value, at, item) : data(walk, value, at);
};

/** A change of a fact: what it was and became is judged as that fact. */
function change(walk: Walk, value: JsonObject, at: At): Json {
  const path = String(value['fact']).split('.');
  const fields = walk.vocabulary.fieldsOf(path[0] ?? '');
  const name = path.at(-1) ?? '';
  return inside(walk, value, at, (inner) =>
    inner === 'from' || inner === 'to' ? (_, part, place) => data(walk, part, { ...place, name, fields }) : structure,
  );
}

/** What the bundle's fields hold. `fields` are those of the record around it. */
const data: Reader = (walk, value, at) => {
  const kind = kindAt(walk, at);
  if (kind === 'personal' && value !== null) return take(walk, value, at, null);
  if (typeof value === 'string') {
    const isId = kind === 'closed' && (isMoment(value) || isPlainId(value));
    return isId || isHarmless(walk, value) ? value : take(walk, value, at, null);
  }
  if (Array.isArray(value)) return each(walk, value, at, data);
  if (!isRecord(value)) return value;
  if (!hasPlainNames(walk, value)) return take(walk, value, at, {});
  return inside(walk, value, { ...at, owners: ownersOf(walk, value, at) }, () => data);
};

/** What the field of this name is: as declared for this very record, or else as strictly as it is declared anywhere. An `id` is an id. */
function kindAt({ vocabulary }: Walk, { name, fields }: At): FieldKind | undefined {
  const field = fields === undefined ? undefined : own(fields, name);
  if (name === 'id') return 'closed';
  if (field !== undefined) return kindOfField(field);
  return vocabulary.kindOf(name) ?? (vocabulary.namesPerson(name) ? 'closed' : undefined);
}

/** A person's own record is theirs; a record of what somebody else asked for is that person's. */
function ownersOf({ vocabulary }: Walk, value: JsonObject, { name, owners }: At): ReadonlySet<string> {
  const { id, requester } = value;
  if (vocabulary.namesPerson(name) && typeof id === 'string' && id !== '') return new Set([id]);
  const isOthers = typeof requester === 'string' && requester !== '' && !owners.has(requester);
  return isOthers ? peopleIn(value, vocabulary) : owners;
}

function each(walk: Walk, list: readonly Json[], at: At, read: Reader): Json {
  let isChanged = false;
  const all = list.map((item, index) => {
    const now = read(walk, item, { ...at, pointer: `${at.pointer}/${index}` });
    isChanged ||= now !== item;
    return now;
  });
  return isChanged ? all : list;
}

/** A record, member by member. A member that is called as ours is always taken out. */
function inside(walk: Walk, value: JsonObject, at: At, reader: (name: string) => Reader): JsonObject {
  let copy: JsonObject | null = null;
  const fields = at.name === '' || at.fields === undefined ? at.fields : (own(at.fields, at.name)?.fields ?? at.fields);
  for (const [name, part] of Object.entries(value)) {
    if (part === undefined) continue;
    const place = { name, pointer: `${at.pointer}/${escaped(name)}`, owners: at.owners, fields };
    const now = name === boxesMember ? take(walk, part, place, null) : reader(name)(walk, part, place);
    if (now === part) continue;
    copy ??= { ...value };
    Object.defineProperty(copy, name, { value: now, enumerable: true, configurable: true, writable: true });
  }
  return copy ?? value;
}

/** Puts a value aside, and leaves a hole of its shape. */
function take(walk: Walk, value: Json, { pointer, owners }: At, hole: Json): Json {
  walk.taken.push({ pointer, value, owners });
  if (Array.isArray(value)) return [];
  return isRecord(value) ? {} : hole;
}

const isHarmless = ({ vocabulary }: Walk, text: string): boolean =>
  text === '' || text === secretMark || isMoment(text) || vocabulary.isWord(text);

/** Names that are identifiers, or the bundle's. Others are data that somebody used as names. */
const hasPlainNames = ({ vocabulary }: Walk, value: JsonObject): boolean =>
  Object.keys(value).every((name) => /^[a-z][a-z0-9_]*$/.test(name) || vocabulary.isWord(name));

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');
