import { foreignRole } from '../../../diagnostics/pages/permission/foreign-role.ts';
import { placeAt } from '../../place-at.ts';
import type { Compiled } from '../../program.ts';
import { report } from '../../report.ts';
import { robotRole } from '../../robot-role.ts';
import { roleClosure } from './role-closure.ts';

/** A workflow acts in the desk's own role or in one that this includes: with less, never with more. */
export function actingRoles(compiled: Compiled): void {
  const robot = robotRole(compiled);
  const roles = roleClosure(compiled.access, robot);
  for (const { acts, reference } of Object.values(compiled.workflows)) {
    const place = roles.has(acts.as) ? null : placeAt(compiled.checking, `${reference}/acts/as`);
    if (place === null) continue;
    report(place, foreignRole, `the desk does not have the role \`${acts.as}\``, {
      help: `write \`${robot}\`, or let \`${robot}\` include \`${acts.as}\``,
    });
  }
}
