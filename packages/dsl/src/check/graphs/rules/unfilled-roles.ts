import type { Reference } from '@deskbook/policies';
import { roleNobodyFills } from '../../../diagnostics/pages/permission/role-nobody-fills.ts';
import { isRecord } from '../../is-record.ts';
import { placeAt } from '../../place-at.ts';
import type { Compiled } from '../../program.ts';
import { report } from '../../report.ts';
import { everyStep } from './changes.ts';
import { reachableFrom } from '../digraph/reachable-from.ts';

/** Who approves and who does tasks is somebody: the role's people come from somewhere. */
export function unfilledRoles(compiled: Compiled): void {
  const filled = filledRoles(compiled);
  for (const { id, seats, chase, reference } of Object.values(compiled.approvals)) {
    for (const [index, { role }] of seats.entries()) {
      if (!filled.has(role))
        reportUnfilled(role, `the approval \`${id}\``, `${reference}/seats/${index}/role`, compiled);
    }
    for (const what of ['add', 'replace'] as const) {
      const role = chase?.[what];
      if (role !== undefined && !filled.has(role))
        reportUnfilled(role, `the approval \`${id}\``, `${reference}/chase/then/${what}/role`, compiled);
    }
  }
  for (const node of Object.values(compiled.workflows).flatMap(({ nodes }) => everyStep(nodes))) {
    const { role, fallback } = node.by;
    if (node.verb.kind !== 'task' || role === null || [role, ...fallback].some((one) => filled.has(one))) continue;
    reportUnfilled(role, `the task \`${node.id}\``, `${node.reference}/by/role`, compiled);
  }
}

/** Roles that people can have: those with a source, or handed out by the host, and all that these include. */
function filledRoles(compiled: Compiled): ReadonlySet<string> {
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

function reportUnfilled(role: string, what: string, reference: Reference, compiled: Compiled): void {
  const place = placeAt(compiled.checking, reference);
  if (place === null) return;
  report(place, roleNobodyFills, `${what} waits for \`${role}\`, which nobody can have`, {
    help: 'say where its people come from: `from: { group: … }`, `{ fact: … }`, `{ schedule: … }`, `{ people: […] }` or `given`',
  });
}
