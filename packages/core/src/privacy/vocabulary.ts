import type { Bundle, Fields } from '@deskbook/dsl/bundle';
import type { Json } from '@deskbook/policies';
import { isRecord } from '../facts/is-record.ts';
import { own } from '../facts/own.ts';

/**
 * What a value is by the name it stands under. `personal`: marked so. `open`: a text that anybody may have written anything into.
 * `closed`: an id, a moment, a number or a yes-or-no, which says nothing in itself. Undefined: no field has that name.
 */
export type FieldKind = 'personal' | 'open' | 'closed';

/** What a bundle says about values, by the names of its fields wherever they are declared: facts, inputs, outputs, forms. */
export interface Vocabulary {
  /** What a name is at its strictest. */
  readonly kindOf: (name: string) => FieldKind | undefined;
  /** Whether a field of that name holds a person's id, or a person's record. */
  readonly namesPerson: (name: string) => boolean;
  /** The fields of the record a root holds, and of what an action takes. */
  readonly fieldsOf: (root: string) => Fields | undefined;
  readonly inputOf: (action: string) => Fields | undefined;
  /** Whether a text is the bundle's own: one of its ids, values or texts, and so nobody's data. */
  readonly isWord: (text: string) => boolean;
}

/** Types whose values are ids, moments, numbers or answers. `text`, `json` and `file` may hold anything. */
const closedTypes = new Set([
  'integer', 'number', 'yes_no', 'date', 'time', 'duration', 'person', 'asset', 'ticket', 'request', 'approval', 'decision',
]); // prettier-ignore

const strictness: { readonly [kind in FieldKind]: number } = { closed: 0, open: 1, personal: 2 };

/** Before any bundle is known every text is open. */
export const noVocabulary: Vocabulary = {
  kindOf: () => undefined,
  namesPerson: (name) => name === 'requester' || name === 'person',
  fieldsOf: () => undefined,
  inputOf: () => undefined,
  isWord: () => false,
};

/**
 * Reads a bundle's vocabulary. Where several fields have one name the strictest counts: a value is as well kept under every name that
 * any part of the bundle has for it.
 */
export function vocabularyOf(bundle: Bundle): Vocabulary {
  const words = new Set<string>();
  const kinds = new Map<string, FieldKind>();
  const people = new Set<string>(['requester', 'person']);
  for (const [root, { type }] of Object.entries(bundle.facts.roots)) if (type === 'person') people.add(root);
  const read = (value: Json | undefined, name: string): void => {
    if (typeof value === 'string') words.add(value);
    else if (Array.isArray(value)) for (const item of value) read(item as Json, name);
    else if (isRecord(value)) {
      const kind = fieldKind(value);
      if (kind !== undefined) kinds.set(name, stricter(kinds.get(name), kind));
      if (kind !== undefined && value['type'] === 'person') people.add(name);
      for (const [inner, part] of Object.entries(value)) {
        words.add(inner);
        read(part, inner);
      }
    }
  };
  const { origins: _, ...said } = bundle;
  read(said as unknown as Json, '');
  return {
    kindOf: (name) => kinds.get(name),
    namesPerson: (name) => people.has(name),
    fieldsOf: (root) => own(bundle.facts.records, own(bundle.facts.roots, root)?.type ?? ''),
    inputOf: (action) => own(bundle.actions, action)?.input,
    isWord: (text) => words.has(text),
  };
}

/** What kind of field this is; undefined: it declares none. */
function fieldKind(value: { readonly [name: string]: Json }): FieldKind | undefined {
  const { type, list, secret, personal } = value;
  const isField = typeof type === 'string' && typeof list === 'boolean' && typeof secret === 'boolean';
  return isField ? kindOfField({ type, personal: personal === true }) : undefined;
}

/** What kind a field is; undefined for a record, whose fields speak for themselves. */
export function kindOfField({
  type,
  personal,
}: {
  readonly type: string;
  readonly personal: boolean;
}): FieldKind | undefined {
  if (personal) return 'personal';
  if (type === 'record') return undefined;
  return closedTypes.has(type) ? 'closed' : 'open';
}

const stricter = (one: FieldKind | undefined, other: FieldKind): FieldKind =>
  one !== undefined && strictness[one] > strictness[other] ? one : other;
