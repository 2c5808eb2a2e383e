import type { Condition } from '../conditions/condition.ts';
import type { FactPath } from '../conditions/facts.ts';
import type { Cited, Reference } from '../reference.ts';
import type { Text } from '../text.ts';
import type { Duration } from '../time/duration.ts';

/** Where a role's people come from. `fact`: whoever's id the fact holds (`requester.manager`). `given`: only the host hands it out. */
export type RoleSource =
  | { readonly kind: 'group'; readonly group: string }
  | { readonly kind: 'fact'; readonly fact: FactPath }
  | { readonly kind: 'schedule'; readonly schedule: string }
  | { readonly kind: 'people'; readonly people: readonly string[] }
  | { readonly kind: 'given' };

/** A role. Who has it also has every role it includes, transitively. */
export interface Role {
  readonly id: string;
  /** What people call it (`Database Administrator`). */
  readonly title?: Text;
  /** The name plans print (`IT_Director`); the id unless written. */
  readonly name?: string;
  readonly from: readonly RoleSource[];
  readonly includes: readonly string[];
  readonly reference: Reference;
}

/**
 * A grant. `allow` are action names or patterns with one trailing `*` (`database.*`); `ask` are those a person may have done
 * for them without being allowed to do them. What one may do one may ask for.
 */
export interface Grant extends Cited {
  readonly id: string;
  readonly role: string;
  readonly allow: readonly string[];
  readonly ask: readonly string[];
  /** The resource type it is about; absent = any. */
  readonly resource?: string;
  readonly when: Condition | null;
}

/** A denial. It wins over every grant, and it also holds when its condition is undecided. `role: 'anyone'` is everybody. */
export interface Denial extends Cited {
  readonly id: string;
  readonly role: string;
  readonly deny: readonly string[];
  readonly resource?: string;
  readonly when: Condition | null;
  readonly say?: Text;
}

/** Separation of duties: no one person may hold or exercise two of `apart`, within one run or ever. */
export interface Separation extends Cited {
  readonly id: string;
  readonly apart: readonly string[];
  readonly within: 'run' | 'always';
  readonly say?: Text;
}

/**
 * A role that people may hold for a while: whoever has the role `for` may activate it, once `approval` is given, for
 * `atMost` at most. What ends it earlier is for the host to say, by the activation's `until`.
 */
export interface TemporaryRole extends Cited {
  readonly id: string;
  readonly role: string;
  readonly for: string;
  /** null: nobody is asked. */
  readonly approval: string | null;
  readonly atMost: Duration;
}

/**
 * Breaking the glass: in an emergency, whoever has `role` gives themselves the right to `allow`, against the denials in `overrides` and
 * no others, for `atMost` at most and with a reason. Each time is reviewed afterwards.
 */
export interface BreakGlass extends Cited {
  readonly id: string;
  readonly role: string;
  readonly allow: readonly string[];
  readonly resource?: string;
  readonly when: Condition | null;
  /** Ids of denials that do not count while it lasts. Separation of duties always counts. */
  readonly overrides: readonly string[];
  readonly atMost: Duration;
  /** The approval that is asked for afterwards. */
  readonly review: string;
}

/** An access policy, compiled. Roles, grants and denials of all `access` files of a bundle stand together here. */
export interface AccessPolicy {
  readonly roles: readonly Role[];
  readonly grants: readonly Grant[];
  readonly denials: readonly Denial[];
  readonly separation: readonly Separation[];
  readonly temporary?: readonly TemporaryRole[];
  readonly breakGlass?: readonly BreakGlass[];
}
