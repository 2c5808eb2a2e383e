import type { Cited, Condition, Duration, Text } from '@deskbook/policies';
import type { Fields } from './field.ts';
import type { Values } from './value.ts';

/** A limit on a service: so many per requester in a while, or so many running at once. */
export type ServiceLimit =
  | { readonly kind: 'rate'; readonly per: 'requester' | 'service'; readonly atMost: number; readonly in: Duration }
  | { readonly kind: 'at_once'; readonly atMost: number };

/** Something people may help themselves to, as approved. A run it starts can touch `mayTouch` and nothing else. */
export interface Service extends Cited {
  readonly id: string;
  readonly title: Text;
  readonly description: Text | null;
  readonly form: Fields;
  /** The form's fields in the order they are asked. */
  readonly formOrder: readonly string[];
  readonly eligible: Condition | null;
  readonly limits: readonly ServiceLimit[];
  readonly start: string;
  readonly with: Values;
  readonly mayTouch: {
    readonly actions: readonly string[];
    readonly resource: Condition | null;
    readonly atMost: number | null;
  };
  readonly preApproved: { readonly by: string; readonly date: string; readonly review: string | null } | null;
  readonly state: 'live' | 'shadow' | 'retired';
}
