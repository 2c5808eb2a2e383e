import { shadowedRule } from '../../diagnostics/pages/analysis/shadowed-rule.ts';
import { placeAt } from '../place-at.ts';
import type { Compiled } from '../program.ts';
import { report } from '../report.ts';
import { implies } from './implies.ts';

/** With `hit: first`, a rule whose every case an earlier one takes can never decide. */
export function shadowedRules({ decisions, checking }: Compiled): void {
  for (const { hit, rules } of Object.values(decisions)) {
    if (hit !== 'first') continue;
    for (const [index, rule] of rules.entries()) {
      const { when } = rule;
      if (when === null) continue;
      const earlier = rules.slice(0, index).find((other) => other.when !== null && implies(when, other.when));
      const place = placeAt(checking, rule.reference);
      if (earlier === undefined || place === null) continue;
      report(
        place,
        shadowedRule,
        `rule \`${rule.id}\` can never decide; \`${earlier.id}\` takes every case before it`,
        {
          help: `put it before \`${earlier.id}\`, or take it out`,
        },
      );
    }
  }
}
