import type { AccessPolicy } from '@deskbook/policies';
import { reachableFrom } from '../digraph/reachable-from.ts';

/** A role and every role it includes, transitively. */
export function roleClosure(access: AccessPolicy, role: string): ReadonlySet<string> {
  const graph = new Map(access.roles.map(({ id, includes }) => [id, includes]));
  return new Set([role, ...reachableFrom(graph, [role])]);
}
