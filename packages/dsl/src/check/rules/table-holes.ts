import { overlappingRows } from '../../diagnostics/pages/analysis/overlapping-rows.ts';
import { tableHole } from '../../diagnostics/pages/analysis/table-hole.ts';
import { placeAt } from '../place-at.ts';
import { spanOf } from '../place.ts';
import type { Compiled } from '../program.ts';
import { report } from '../report.ts';
import { spell } from '../spell.ts';
import { matches, tableCases, type TableCase } from './table-cases.ts';

/** Tables over facts with finitely many values: a case that no row takes, and with `unique` one that two take. */
export function tableHoles({ decisions, facts, checking }: Compiled): void {
  for (const decision of Object.values(decisions)) {
    const place = placeAt(checking, `${decision.reference}/table`);
    const cases = place?.definition.data['table'] === undefined ? null : tableCases(decision, facts);
    if (cases === null || place === null) continue;
    const hole = cases.find((one) => !decision.rules.some(({ when }) => matches(when, one)));
    if (hole !== undefined) {
      report(place, tableHole, `no row for ${describe(hole)}`, {
        on: 'key',
        help: 'add a row, or one of `any` at the end',
      });
    }
    if (decision.hit === 'unique') reportOverlaps(decision, cases, checking);
  }
}

function reportOverlaps(
  { rules }: Compiled['decisions'][string],
  cases: readonly TableCase[],
  checking: Compiled['checking'],
): void {
  for (const one of cases) {
    const [first, second] = rules.filter(({ when }) => matches(when, one));
    if (first === undefined || second === undefined) continue;
    const place = placeAt(checking, second.reference);
    const other = placeAt(checking, first.reference);
    if (place === null || other === null) continue;
    report(place, overlappingRows, `rows \`${first.id}\` and \`${second.id}\` both take ${describe(one)}`, {
      related: [{ message: `\`${first.id}\``, span: spanOf(other) }],
    });
    return;
  }
}

/** A case as authors write it: `impact: low, urgency: low`, the facts without what they have in common. */
function describe(one: TableCase): string {
  const roots = new Set([...one.keys()].map((fact) => fact.split('.')[0]));
  const name = (fact: string): string => (roots.size === 1 ? fact.slice(fact.indexOf('.') + 1) : fact);
  return `\`${[...one].map(([fact, value]) => `${name(fact)}: ${spell(value)}`).join(', ')}\``;
}
