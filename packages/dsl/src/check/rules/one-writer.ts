import { twoWriters } from '../../diagnostics/pages/analysis/two-writers.ts';
import { placeAt } from '../place-at.ts';
import { spanOf } from '../place.ts';
import type { Compiled } from '../program.ts';
import { report } from '../report.ts';

/** A fact is set by one decision: with two, the order would decide. */
export function oneWriter({ decisions, checking }: Compiled): void {
  const writers = new Map<string, string>();
  for (const { id, sets, reference } of Object.values(decisions)) {
    const place = placeAt(checking, `${reference}/sets`);
    if (place === null) continue;
    for (const fact of sets.filter((name) => name.includes('.'))) {
      const first = writers.get(fact);
      if (first === undefined) writers.set(fact, id);
      else {
        const other = placeAt(checking, `decision/${first}#/sets`);
        report(place, twoWriters, `\`${first}\` and \`${id}\` both set \`${fact}\``, {
          help: 'let one decision set it, with rules for both cases',
          ...(other === null ? {} : { related: [{ message: `\`${first}\` sets it here`, span: spanOf(other) }] }),
        });
      }
    }
  }
}
