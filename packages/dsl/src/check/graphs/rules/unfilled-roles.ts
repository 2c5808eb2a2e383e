import type { Reference } from '@deskbook/policies';
import { roleNobodyFills } from '../../../diagnostics/pages/permission/role-nobody-fills.ts';
import { placeAt } from '../../place-at.ts';
import type { Compiled } from '../../program.ts';
import { report } from '../../report.ts';
import { everyStep } from './changes.ts';
import { filledRoles } from './filled-roles.ts';

/** Who approves, who does tasks and who may have something for a while is somebody: the role's people come from somewhere. */
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
  const { temporary = [], breakGlass = [] } = compiled.access;
  for (const { id, for: role, reference } of temporary)
    if (!filled.has(role)) reportUnfilled(role, `\`${id}\``, `${reference}/for`, compiled);
  for (const { id, role, reference } of breakGlass)
    if (!filled.has(role)) reportUnfilled(role, `\`${id}\``, `${reference}/role`, compiled);
}

function reportUnfilled(role: string, what: string, reference: Reference, compiled: Compiled): void {
  const place = placeAt(compiled.checking, reference);
  if (place === null) return;
  report(place, roleNobodyFills, `${what} waits for \`${role}\`, which nobody can have`, {
    help: 'say where its people come from: `from: { group: … }`, `{ fact: … }`, `{ schedule: … }`, `{ people: […] }` or `given`',
  });
}
