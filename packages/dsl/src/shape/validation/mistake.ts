import type { Json } from '@deskbook/policies';
import type { JsonType } from '../schema.ts';

/** What the checker found wrong with the value at a JSON Pointer. */
export type Mistake = { readonly pointer: string; readonly value: Json } & (
  | { readonly kind: 'type'; readonly types: readonly JsonType[] }
  /** A mapping with none of the keys that choose its form. */
  | { readonly kind: 'no_form'; readonly words: readonly string[] }
  /** A key that does not stand there. `beside`: the key that chose a form without it, where it would choose another. */
  | {
      readonly kind: 'unknown_key';
      readonly key: string;
      readonly known: readonly string[];
      readonly beside: string | null;
    }
  /** `why` it is required; `because` of which other key. */
  | { readonly kind: 'missing_key'; readonly key: string; readonly why: string | null; readonly because: string | null }
  | { readonly kind: 'key_choice'; readonly keys: readonly string[]; readonly written: readonly string[] }
  | { readonly kind: 'word'; readonly words: readonly Json[] }
  | { readonly kind: 'pattern'; readonly expects: string }
  | { readonly kind: 'key_pattern'; readonly key: string; readonly expects: string }
  | { readonly kind: 'too_few'; readonly least: number }
  | { readonly kind: 'too_many'; readonly most: number }
  | { readonly kind: 'too_small'; readonly least: number }
  | { readonly kind: 'later'; readonly needs: string }
);
