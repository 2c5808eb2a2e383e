import type { RuleCorpus, TicketFacts } from '../corpora/corpus-rule.ts';
import { nativeAll } from './native-test.ts';
import type { Expressions } from './native-test.ts';
import type { RulePeer } from './rule-peer.ts';

/** Native closures, all of them tried, one after the other; expressions as JavaScript has them. */
export function closures(corpus: RuleCorpus): RulePeer {
  return { name: 'native closures over all rules', matching: tryAll(corpus, 'RegExp') };
}

/** The same, with expressions that are searched in linear time. */
export function closuresWithRE2(corpus: RuleCorpus): RulePeer {
  return { name: 'native closures over all rules, RE2 for expressions', matching: tryAll(corpus, 'RE2') };
}

function tryAll({ rules }: RuleCorpus, expressions: Expressions): (facts: TicketFacts) => readonly string[] {
  const prepared = rules.map(({ id, all }) => ({ id, holds: nativeAll(all, expressions) }));
  return ({ ticket }) => {
    const matched: string[] = [];
    for (const { id, holds } of prepared) if (holds(ticket)) matched.push(id);
    return matched;
  };
}
