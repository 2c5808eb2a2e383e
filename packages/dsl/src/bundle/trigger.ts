import type { Duration, Reference, TriggerRule } from '@deskbook/policies';
import type { Value, Values } from './value.ts';

/** What starts a workflow by itself. */
export interface Trigger extends TriggerRule {
  readonly start: string;
  readonly with: Values;
  readonly throttle: {
    readonly per: Value;
    readonly atMost: number;
    readonly in: Duration;
    readonly otherwise: 'drop' | 'queue' | 'hold';
  } | null;
  /** What the desk itself caused: ignored, or allowed up to so many hops. */
  readonly ownEvents: { readonly hops: number };
  readonly state: 'live' | 'shadow' | 'retired';
  readonly reference: Reference;
}
