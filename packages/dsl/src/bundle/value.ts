import type { FactPath, Json } from '@deskbook/policies';

/**
 * A value as an author writes it. `path`: exactly one `{{path}}`, which keeps its type. `template`: text with expressions in it,
 * rendered as plain text. Anything a path yields is data: it is never read as a template, a path or a condition again.
 */
export type Value =
  | { readonly kind: 'literal'; readonly value: Json }
  | { readonly kind: 'path'; readonly path: FactPath }
  | { readonly kind: 'template'; readonly template: string; readonly paths: readonly FactPath[] }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  | { readonly kind: 'record'; readonly fields: Values };

/** Named values: the `with:` of a step. */
export type Values = { readonly [name: string]: Value };
