import type { Json, Reference } from '@deskbook/policies';

/** Reads one value out of a vendor's payload or headers. Pointers are JSON Pointers (RFC 6901); patterns are RE2. */
export type Extraction =
  | { readonly kind: 'pointer'; readonly pointer: string }
  | { readonly kind: 'header'; readonly header: string }
  | { readonly kind: 'received' }
  | { readonly kind: 'literal'; readonly value: Json }
  | { readonly kind: 'first'; readonly of: readonly Extraction[] }
  | { readonly kind: 'extract'; readonly pattern: string; readonly from: Extraction }
  | {
      readonly kind: 'map';
      readonly map: { readonly [from: string]: Json };
      readonly otherwise?: Json;
      readonly from: Extraction;
    }
  | {
      readonly kind: 'epoch_ms' | 'epoch_s' | 'time' | 'number' | 'boolean' | 'split' | 'lower';
      readonly format?: string;
      readonly from: Extraction;
    }
  | { readonly kind: 'each'; readonly of: Extraction; readonly take: string }
  | {
      readonly kind: 'find';
      readonly in: Extraction;
      readonly where: { readonly [pointer: string]: Json };
      readonly take: string;
    }
  | { readonly kind: 'person'; readonly scheme: string; readonly from: Extraction };

/** A test on a raw payload: every pointer's value is one of these (header tests start with `header:`). */
export type PayloadMatch = { readonly [pointer: string]: readonly Json[] };

/** How a vendor's webhook is verified. `over` and `format` are patterns of `{body}`, `{timestamp}`, `{hex}`, `{base64}`. */
export interface Verification {
  readonly scheme: 'hmac-sha256' | 'hmac-sha1' | 'token' | 'none';
  readonly header: string;
  readonly format: string;
  readonly over: string;
  readonly encoding: 'hex' | 'base64';
  /** For schemes that sign a time: the header that holds it, and how old it may be. */
  readonly timestamp?: { readonly header: string; readonly tolerance: number };
  readonly secret: string;
}

/** A vendor's events, mapped to the desk's. */
export interface SourceMapping {
  readonly id: string;
  readonly verify: Verification;
  readonly event: { readonly id: Extraction; readonly time: Extraction; readonly actor: Extraction | null };
  readonly emits: readonly { readonly event: string; readonly when: PayloadMatch; readonly reference: Reference }[];
  readonly ignore: readonly PayloadMatch[];
  /** By root (`ticket`, `comment`, `request`), then field. */
  readonly facts: { readonly [root: string]: { readonly [field: string]: Extraction } };
  readonly changes:
    | { readonly kind: 'compare' }
    | {
        readonly kind: 'each';
        readonly each: string;
        readonly field: string;
        readonly map: { readonly [vendor: string]: string };
      };
  readonly reference: Reference;
}
