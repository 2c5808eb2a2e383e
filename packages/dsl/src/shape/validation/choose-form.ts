import type { Json } from '@deskbook/policies';
import type { JsonType, Schema } from '../schema.ts';
import { namedSchema } from '../schema-of-kind.ts';
import { hasType, isMapping } from './has-type.ts';

/** A schema, and which keys chose it and which would have chosen another. */
export interface Chosen {
  readonly schema: Schema;
  readonly chosenBy: readonly string[];
  readonly rivals: readonly string[];
}

/** Why no form fits: the types there are, and the keys that choose among mappings. */
export interface NoForm {
  readonly types: readonly JsonType[];
  readonly words: readonly string[];
}

/** The form of an `anyOf` that a value was meant to have: by its type, and among mappings by their keys, in the order of the forms. */
export function chooseForm(anyOf: readonly Schema[], value: Json): Chosen | NoForm {
  const forms = anyOf.flatMap(flat);
  const mappings = forms.filter(({ type }) => type === 'object');
  const words = mappings.flatMap(({ by = [] }) => by);
  const schema = isMapping(value) && mappings.length > 1 ? byKey(mappings, value) : byType(forms, value);
  if (schema === undefined) return { types: [...new Set(forms.flatMap(typesOf))], words };
  const chosenBy = schema.by ?? [];
  return { schema, chosenBy, rivals: words.filter((word) => !chosenBy.includes(word)) };
}

/** A form that is itself a choice counts as its forms. */
function flat(form: Schema): readonly Schema[] {
  const { $ref, anyOf } = form;
  if ($ref !== undefined) return flat(namedSchema($ref));
  return anyOf === undefined ? [form] : anyOf.flatMap(flat);
}

function byKey(mappings: readonly Schema[], value: { readonly [key: string]: Json }): Schema | undefined {
  const chosen = mappings.find(({ by = [] }) => by.some((key) => Object.hasOwn(value, key)));
  return chosen ?? mappings.find(({ by = [] }) => by.length === 0);
}

function byType(forms: readonly Schema[], value: Json): Schema | undefined {
  return forms.find((form) => typesOf(form).some((type) => hasType(value, type)));
}

function typesOf({ type }: Schema): readonly JsonType[] {
  return type === undefined ? [] : [type].flat();
}
