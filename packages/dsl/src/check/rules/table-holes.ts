import type { Decision, Json } from '@deskbook/policies';
import type { FactModel } from '../../bundle/fact-model.ts';
import { overlappingRows } from '../../diagnostics/pages/analysis/overlapping-rows.ts';
import { tableHole } from '../../diagnostics/pages/analysis/table-hole.ts';
import { isRecord } from '../is-record.ts';
import { placeAt } from '../place-at.ts';
import { spanOf } from '../place.ts';
import type { Compiled } from '../program.ts';
import { report } from '../report.ts';
import { modelScope, resolveFact } from '../scope.ts';
import { spell } from '../spell.ts';
import { spellDuration } from '../spell-duration.ts';
import type { Case } from './case.ts';
import { tableCases } from './table-cases.ts';
import { takesCase } from './takes-case.ts';

/**
 * Tables whose rows compare facts with literals: a case that no row takes, with `unique` one that two take, and with `any` one of
 * which two say different things.
 */
export function tableHoles(compiled: Compiled): void {
  const { decisions, facts, checking } = compiled;
  for (const decision of Object.values(decisions)) {
    const place = placeAt(checking, `${decision.reference}/table`);
    const cases = place?.definition.data['table'] === undefined ? null : tableCases(decision, facts);
    if (cases === null || place === null) continue;
    const hole = cases.find((one) => !decision.rules.some(({ when }) => takesCase(when, one)));
    if (hole !== undefined) {
      const table = place.definition.data['table'];
      const anything = isRecord(table) && table['expression_language'] === 's-feel' ? '-' : 'any';
      report(place, tableHole, `no row for ${describe(hole, facts)}`, {
        on: 'key',
        help: `add a row, or one of \`${anything}\` at the end`,
      });
    }
    if (decision.hit === 'unique' || decision.hit === 'any') reportOverlaps(decision, cases, compiled);
  }
}

function reportOverlaps({ hit, rules }: Decision, cases: readonly Case[], { checking, facts }: Compiled): void {
  for (const one of cases) {
    const taking = rules.filter(({ when }) => takesCase(when, one));
    const [first] = taking;
    const second = taking.slice(1).find(({ then }) => hit === 'unique' || spell(then) !== spell(first?.then));
    if (first === undefined || second === undefined) continue;
    const place = placeAt(checking, second.reference);
    const other = placeAt(checking, first.reference);
    if (place === null || other === null) continue;
    const differ = hit === 'unique' ? '' : ' and say different things';
    report(
      place,
      overlappingRows,
      `rows \`${first.id}\` and \`${second.id}\` both take ${describe(one, facts)}${differ}`,
      {
        related: [{ message: `\`${first.id}\``, span: spanOf(other) }],
      },
    );
    return;
  }
}

/** A case as authors write it: `impact: low, age: 4h`, the facts without what they have in common. */
function describe(one: Case, model: FactModel): string {
  const roots = new Set([...one.keys()].map((fact) => fact.split('.')[0]));
  const name = (fact: string): string => (roots.size === 1 ? fact.slice(fact.indexOf('.') + 1) : fact);
  return `\`${[...one].map(([fact, value]) => `${name(fact)}: ${shown(fact, value, model)}`).join(', ')}\``;
}

function shown(fact: string, value: Json, model: FactModel): string {
  const resolved = resolveFact(modelScope(model), fact);
  return resolved.ok && resolved.fact.field.type === 'duration' && typeof value === 'number'
    ? spellDuration(value)
    : spell(value);
}
