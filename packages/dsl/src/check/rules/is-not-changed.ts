import { factsOf } from '@deskbook/policies/conditions';
import { isMeantChanged } from '../../diagnostics/pages/analysis/is-meant-changed.ts';
import { placeAt } from '../place-at.ts';
import type { Compiled } from '../program.ts';
import { report } from '../report.ts';

/** On updates, "is" starts again at every later update: a trigger that says no `changed` probably means it. */
export function isNotChanged({ triggers, checking }: Compiled): void {
  for (const { event, changed, when, reference } of triggers) {
    const fact = when === null ? undefined : factsOf(when).find((path) => path !== 'now');
    if (event !== 'ticket.updated' || changed.length > 0 || fact === undefined) continue;
    const place = placeAt(checking, `${reference}/when`);
    if (place === null) continue;
    report(
      place,
      isMeantChanged,
      `\`${fact}\` is tested on \`ticket.updated\`, so this starts at every later update too`,
      {
        help: `did you mean \`changed: ${fact}\``,
        on: 'key',
      },
    );
  }
}
