import type { RoleChain } from './role-finder.ts';

/**
 * Follows inclusion from some roles to its end. Breadth first, so each role is reached by a shortest chain; each is visited once,
 * so a cycle ends and no length of chain is too long.
 */
export function closeRoles(
  includes: ReadonlyMap<string, readonly string[]>,
  starts: readonly (readonly [string, RoleChain])[],
): ReadonlyMap<string, RoleChain> {
  const reached = new Map<string, RoleChain>();
  const pending = [...starts];
  for (const [role, chain] of pending) {
    if (reached.has(role)) continue;
    reached.set(role, chain);
    for (const included of includes.get(role) ?? []) {
      if (!reached.has(included)) pending.push([included, [included, ...chain]]);
    }
  }
  return reached;
}
