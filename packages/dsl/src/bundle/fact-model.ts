import type { Condition, FactPath } from '@deskbook/policies';
import type { Field, Fields } from './field.ts';

/** How a derived fact is computed, when events are taken in. */
export type Derivation =
  | { readonly kind: 'join'; readonly of: readonly FactPath[] }
  | { readonly kind: 'count'; readonly of: 'ticket'; readonly when: Condition }
  | { readonly kind: 'since'; readonly of: FactPath }
  | { readonly kind: 'sum'; readonly of: readonly FactPath[] }
  | { readonly kind: 'lookup'; readonly in: 'person' | 'asset'; readonly by: FactPath; readonly take: string };

/** What a root holds, and where its record is found: by the id another fact holds, or given by the occasion. */
export interface Root {
  readonly type: string;
  readonly from?: FactPath;
}

/** The vocabulary of a bundle: record types by name (`ticket`, `person`, …), roots, and what is derived. */
export interface FactModel {
  readonly records: { readonly [type: string]: Fields };
  readonly roots: { readonly [root: string]: Root };
  readonly derived: { readonly [fact: FactPath]: Derivation };
}

/** A fact, found in the model. */
export interface FactType {
  readonly path: FactPath;
  readonly field: Field;
}
