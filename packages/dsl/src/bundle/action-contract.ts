import type { Duration, Reference, Text } from '@deskbook/policies';
import type { Fields } from './field.ts';
import type { Values } from './value.ts';

/** When an action is tried again: the error classes, how often in all, and how long between. */
export interface RetryPolicy {
  readonly errors: readonly string[];
  readonly attempts: number;
  readonly backoff: Duration;
  readonly max: Duration;
  /** How long after the first attempt the last may begin; absent: as long as there are attempts. */
  readonly within?: Duration;
}

/**
 * What an action promises. Everything the desk does to the world goes through one. `idempotent` is what a second call under the
 * same key does: `by_key` and `always` may be repeated after an unknown outcome, `never` goes to a check or to a person.
 */
export interface ActionContract {
  readonly id: string;
  readonly title: Text;
  readonly port: string;
  readonly input: Fields;
  readonly output: Fields;
  readonly effect: 'read' | 'write';
  /** How it is taken back. `exact` restores what was; otherwise it makes amends; null cannot be undone. */
  readonly undo: { readonly action: string; readonly with: Values; readonly exact: boolean } | null;
  readonly errors: readonly string[];
  readonly retry: RetryPolicy | null;
  readonly timeout: Duration;
  /** How often whoever performs it says at least that it goes on; absent: it is not heard of before its answer. */
  readonly heartbeat?: Duration;
  readonly idempotent: 'by_key' | 'always' | 'never';
  /** A read that tells, after an unknown outcome, whether it happened: `{ do, with, when }`. */
  readonly check: { readonly action: string; readonly with: Values; readonly field: string } | null;
  /** What it acts on, for permission: a resource type and the input that holds its id; null: the run's ticket. */
  readonly resource: { readonly type: string; readonly from: string } | null;
  readonly scopes: readonly string[];
  readonly reference: Reference;
}

/** How far an action can be taken back: derived, never written. */
export type Reversibility = 'read' | 'reversible' | 'compensable' | 'irreversible';
