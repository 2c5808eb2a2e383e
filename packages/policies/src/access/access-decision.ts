import type { FactPath } from '../conditions/facts.ts';
import type { Cited } from '../reference.ts';
import type { Text } from '../text.ts';

/**
 * Why. `granted`: a grant holds and no denial does. `denied`: a denial holds. `denial_undecided`: a denial could not be ruled
 * out. `no_grant`: nothing allows it. `grant_undecided`: a grant might, but a fact is missing. `separation`: duties kept apart.
 * `unavailable`: something needed to decide could not be read (set by the host). `error`: deciding itself failed.
 */
export type AccessReason =
  | 'granted' | 'denied' | 'denial_undecided' | 'no_grant' | 'grant_undecided' | 'separation' | 'unavailable' | 'error'; // prettier-ignore

/**
 * The grant, denial, separation or broken glass that decided, and how the subject came to its role. A broken glass is named only where
 * nothing else would have allowed it: no grant holds, or a denial that it overrides would have denied.
 */
export interface AccessBasis extends Cited {
  readonly kind: 'grant' | 'denial' | 'separation' | 'break_glass';
  readonly id: string;
  /** From the role the rule names back to where the subject got it: `['dba', 'senior-dba', 'group:CN=DB-Admins']`. */
  readonly through: readonly string[];
  /** Of a broken glass: where the host recorded that it was broken. */
  readonly record?: string;
  readonly say?: Text;
}

/** An answer. Only `allowed: true` lets anything happen; every answer says why. */
export interface AccessDecision {
  readonly allowed: boolean;
  readonly reason: AccessReason;
  readonly basis: AccessBasis | null;
  readonly missing: readonly FactPath[];
}
