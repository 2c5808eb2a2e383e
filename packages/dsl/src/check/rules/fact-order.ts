import { factCycle } from '../../diagnostics/pages/analysis/fact-cycle.ts';
import { findCycles } from '../graphs/digraph/find-cycles.ts';
import { at } from '../place.ts';
import { placeIn } from '../place-at.ts';
import type { Compiled } from '../program.ts';
import { report } from '../report.ts';

/** Roots are found by ids in other roots; where they need each other, none of them is ever found. */
export function factOrder({ facts, checking }: Compiled): void {
  const needs = Object.entries(facts.roots).map(([root, { from }]): [string, readonly string[]] => [
    root,
    from === undefined ? [] : [from.split('.')[0] ?? from],
  ]);
  for (const [first = '', ...others] of findCycles(new Map(needs))) {
    const chain = [first, ...others, first].map((root) => `\`${root}\``).join(' → ');
    const definition = checking.names.all('facts').find(({ spans }) => spans[`/roots/${first}`] !== undefined);
    if (definition === undefined) continue;
    report(
      at(placeIn(checking, definition), 'roots', first),
      factCycle,
      `roots are found through each other: ${chain}`,
      { on: 'key' },
    );
  }
}
