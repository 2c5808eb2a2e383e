import { roleCycle } from '../../diagnostics/pages/reference/role-cycle.ts';
import { duplicateId } from '../../diagnostics/pages/reference/duplicate-id.ts';
import { findCycles } from '../graphs/digraph/find-cycles.ts';
import { placeAt } from '../place-at.ts';
import { spanOf } from '../place.ts';
import type { Compiled } from '../program.ts';
import { report } from '../report.ts';

/** Roles include each other without going round, and each is said once; so is each grant, denial and separation. */
export function roleOrder({ access, checking }: Compiled): void {
  for (const cycle of findCycles(new Map(access.roles.map(({ id, includes }) => [id, includes])))) {
    const [first = '', ...others] = cycle;
    const role = access.roles.find(({ id }) => id === first);
    const place = role === undefined ? null : placeAt(checking, role.reference);
    const through = others.length === 0 ? '' : ` through ${others.map((id) => `\`${id}\``).join(', ')}`;
    if (place !== null) report(place, roleCycle, `role \`${first}\` includes itself${through}`, { on: 'key' });
  }
  for (const list of ['roles', 'grants', 'denials', 'separation'] as const)
    reportRepeated(list, access[list], checking);
}

/** Ids that stand twice, in whichever files. Within one list that has been said already, which spares saying it again. */
function reportRepeated(
  list: string,
  entries: readonly { readonly id: string; readonly reference: string }[],
  checking: Compiled['checking'],
): void {
  const first = new Map<string, string>();
  for (const { id, reference } of entries) {
    const earlier = first.get(id);
    if (earlier === undefined) first.set(id, reference);
    else if (fileOf(earlier) !== fileOf(reference)) {
      const place = placeAt(checking, reference);
      const other = placeAt(checking, earlier);
      if (place === null || other === null) continue;
      report(place, duplicateId, `two ${list} are called \`${id}\``, {
        on: 'key',
        related: [{ message: 'the other', span: spanOf(other, 'key') }],
      });
    }
  }
}

function fileOf(reference: string): string {
  return reference.slice(0, reference.indexOf('#'));
}
