import type { FactPath } from '../conditions/facts.ts';
import type { InForce } from './activation-finder.ts';
import type { RoleChains } from './role-chains.ts';

/**
 * The roles a subject has, and those it may have because a fact that would say so has no value; and what it has activated, by the id
 * of the temporary role or the glass. It never changes, and may be shared by many questions.
 */
export interface HeldRoles {
  readonly held: RoleChains;
  readonly undecided: ReadonlyMap<string, readonly FactPath[]>;
  readonly active: ReadonlyMap<string, InForce>;
  /** Those it has and those it may have, by name: whose denials stand. */
  readonly names: readonly string[];
  /** Whether a role is one of these names. */
  readonly has: (role: string) => boolean;
  /** What conditions see as the list of its roles: no value where one of them is undecided. */
  readonly list: readonly string[] | null;
}

/** Puts together what is known of a subject's roles. */
export function heldRoles(known: Pick<HeldRoles, 'held' | 'undecided' | 'active'>): HeldRoles {
  const { held, undecided } = known;
  const sure = Object.freeze([...held.keys()]);
  if (undecided.size === 0) return { ...known, names: sure, has: held.has, list: sure };
  const names = [...sure, ...undecided.keys()];
  return { ...known, names, has: (role) => held.has(role) || undecided.has(role), list: null };
}
