/**
 * From a role back to where the subject got it: `['dba', 'senior-dba', 'group:CN=DB-Admins']`, or, of one that was activated,
 * `['dba', 'temporary:temporary-dba', record]`.
 */
export type RoleChain = readonly string[];

/** Roles, each with how the subject came to it: what a readonly map of them has, iterated as pairs. */
export interface RoleChains extends Iterable<readonly [string, RoleChain]> {
  /** How many roles. */
  readonly size: number;
  /** Whether a role is among them. */
  readonly has: (role: string) => boolean;
  /** How the subject came to a role; undefined where it has it not. */
  readonly get: (role: string) => RoleChain | undefined;
  /** The roles, by name. */
  readonly keys: () => IterableIterator<string>;
}

/** A role that was reached: at the start, with its chain, or by a role that includes it. */
export type RoleStep =
  | { readonly role: string; readonly chain: RoleChain; readonly by: null }
  | { readonly role: string; readonly chain: null; readonly by: RoleStep };

/** The chains of some steps. Each is written out when it is asked for: all of a deep nesting together would be its square. */
export function roleChains(steps: ReadonlyMap<string, RoleStep>): RoleChains {
  return {
    size: steps.size,
    has: (role) => steps.has(role),
    get: (role) => {
      const step = steps.get(role);
      return step === undefined ? undefined : chainOf(step);
    },
    keys: () => steps.keys(),
    *[Symbol.iterator]() {
      for (const [role, step] of steps) yield [role, chainOf(step)] as const;
    },
  };
}

function chainOf(step: RoleStep): RoleChain {
  const chain: string[] = [];
  let at = step;
  while (at.by !== null) {
    chain.push(at.role);
    at = at.by;
  }
  return Object.freeze([...chain, ...at.chain]);
}
