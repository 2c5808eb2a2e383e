import { slasAtOneRank } from '../../diagnostics/pages/analysis/slas-at-one-rank.ts';
import { at, spanOf } from '../place.ts';
import { placeAt } from '../place-at.ts';
import type { Compiled } from '../program.ts';
import { report } from '../report.ts';
import { spell } from '../spell.ts';
import { commonCase } from './common-case.ts';

/** Two SLAs of one rank that apply to one ticket: which of them counts would hang on their names. */
export function slasOfOneRank({ slas, facts, checking }: Compiled): void {
  const all = Object.values(slas);
  for (const [index, one] of all.entries()) {
    for (const other of all.slice(index + 1)) {
      if (one.rank !== other.rank) continue;
      const witness = commonCase([one.when, other.when], facts);
      const place = placeAt(checking, other.reference);
      const first = placeAt(checking, one.reference);
      if (witness === null || place === null || first === null) continue;
      const parts = [...witness].map(([fact, value]) => `${fact}: ${spell(value)}`);
      const match = parts.length === 0 ? 'every ticket' : `\`{ ${parts.join(', ')} }\``;
      report(
        at(place, 'rank'),
        slasAtOneRank,
        `\`${one.id}\` and \`${other.id}\` have the same \`rank\` and both match ${match}`,
        {
          help: 'give the one that is to count a lower rank',
          related: [{ message: `\`${one.id}\``, span: spanOf(at(first, 'rank')) }],
        },
      );
    }
  }
}
