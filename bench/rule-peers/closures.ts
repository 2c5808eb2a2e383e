import type { RuleCorpus } from '../corpora/corpus-rule.ts';
import { nativeAll } from './native-test.ts';
import type { Expressions } from './native-test.ts';
import type { RulePeer } from './rule-peer.ts';

/** Native closures, all of them tried, one after the other. */
export function closures({ rules }: RuleCorpus, expressions: Expressions = 'RegExp'): RulePeer {
  const prepared = rules.map(({ id, all }) => ({ id, holds: nativeAll(all, expressions) }));
  return {
    name: `native closures over all rules${expressions === 'RE2' ? ', RE2 for expressions' : ''}`,
    matching: ({ ticket }) => {
      const matched: string[] = [];
      for (const { id, holds } of prepared) if (holds(ticket)) matched.push(id);
      return matched;
    },
  };
}
