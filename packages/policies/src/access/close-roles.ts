import { roleChains } from './role-chains.ts';
import type { RoleChain, RoleChains, RoleStep } from './role-chains.ts';

/**
 * Follows inclusion from some roles to its end. Breadth first, so each role is reached by a shortest chain; each is visited once,
 * so a cycle ends and no length of chain is too long.
 */
export function closeRoles(
  includes: ReadonlyMap<string, readonly string[]>,
  starts: Iterable<readonly [string, RoleChain]>,
): RoleChains {
  const reached = new Map<string, RoleStep>();
  const pending: RoleStep[] = Array.from(starts, ([role, chain]) => ({ role, chain, by: null }));
  for (const step of pending) {
    if (reached.has(step.role)) continue;
    reached.set(step.role, step);
    for (const role of includes.get(step.role) ?? []) {
      if (!reached.has(role)) pending.push({ role, chain: null, by: step });
    }
  }
  return roleChains(reached);
}
