import type { Service } from '../../../bundle/service.ts';
import { outsideOffer } from '../../../diagnostics/pages/permission/outside-offer.ts';
import { quoteList } from '../../../diagnostics/quote.ts';
import { placeAt } from '../../place-at.ts';
import type { Compiled } from '../../program.ts';
import { report } from '../../report.ts';
import { sureSteps } from './sure-steps.ts';

/** An offer names every action that the workflow it starts surely performs: what it does not name is refused. */
export function offeredActions(compiled: Compiled): void {
  for (const service of Object.values(compiled.services)) {
    const named = new Set(service.mayTouch.actions);
    const performed = sureSteps(service.start, compiled).flatMap(({ node }) =>
      node.verb.kind === 'do' ? node.verb.action : [],
    );
    const missing = [...new Set(performed)].filter((action) => !named.has(action));
    const place = missing.length === 0 ? null : placeOf(service, compiled);
    if (place === null) continue;
    report(
      place,
      outsideOffer,
      `\`${service.start}\` performs ${quoteList(missing)}, which \`may_touch\` does not name`,
      {
        help: 'name it, if those who approve the offer agree; or take it out of the workflow',
      },
    );
  }
}

function placeOf(service: Service, compiled: Compiled): ReturnType<typeof placeAt> {
  return placeAt(compiled.checking, `${service.reference}/may_touch/actions`);
}
