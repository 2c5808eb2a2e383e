import { isRecord } from '../../is-record.ts';
import type { Compiled } from '../../program.ts';
import { reachableFrom } from '../digraph/reachable-from.ts';

/** Roles that people can have: those with a source, or handed out by the host, and all that these include. */
export function filledRoles(compiled: Compiled): ReadonlySet<string> {
  const sourced = new Set<string>();
  for (const definition of compiled.checking.names.all('access')) {
    const roles = definition.data['roles'];
    for (const [id, role] of Object.entries(isRecord(roles) ? roles : {})) {
      if (isRecord(role) && role['from'] !== undefined) sourced.add(id);
    }
  }
  const graph = new Map(compiled.access.roles.map(({ id, includes }) => [id, includes]));
  return reachableFrom(graph, sourced);
}
