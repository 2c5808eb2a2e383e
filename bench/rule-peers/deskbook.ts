import { indexRules } from '@deskbook/policies/rules';
import type { Rule } from '@deskbook/policies/rules';
import type { Condition, Facts } from '@deskbook/policies/conditions';
import { isTest } from '../corpora/corpus-rule.ts';
import type { CorpusCondition, CorpusTest, RuleCorpus, TicketFacts } from '../corpora/corpus-rule.ts';
import type { RulePeer } from './rule-peer.ts';

/** The rules of a corpus as ours, as a checked bundle holds them. */
export function deskbookRules({ rules }: RuleCorpus): readonly Rule[] {
  return rules.map(({ id, all }): Rule => {
    const when = condition({ all }, `decision/bench#/rules/${id}/when`);
    // oxlint-disable-next-line unicorn/no-thenable -- a rule says `when` and `then`
    return { id, when, then: { route: id }, reference: `decision/bench#/rules/${id}`, cites: [] };
  });
}

/** The rules of a corpus, indexed, in our two ways to ask: `hits`, which only decides, and `fire`, which the library confirms. */
export function deskbook(corpus: RuleCorpus): { readonly hits: RulePeer; readonly fire: RulePeer } {
  const index = indexRules(deskbookRules(corpus));
  return {
    hits: { name: 'indexRules().hits', matching: (facts) => idsOf(index.hits(asFacts(facts)).matched) },
    fire: { name: 'indexRules().fire', matching: async (facts) => idsOf(await index.fire(asFacts(facts))) },
  };
}

const idsOf = (rules: readonly Rule[]): readonly string[] => rules.map(({ id }) => id);

/** A ticket as our facts: the same object. */
export const asFacts = (facts: TicketFacts): Facts => facts as unknown as Facts;

function condition(corpus: CorpusCondition, reference: string): Condition {
  if (isTest(corpus)) return comparison(corpus, reference);
  const [kind, parts] = 'all' in corpus ? (['all', corpus.all] as const) : (['any', corpus.any] as const);
  return { kind, of: parts.map((part, index) => condition(part, `${reference}/${kind}/${index}`)), reference };
}

function comparison({ field, operator, value }: CorpusTest, reference: string): Condition {
  return { kind: 'compare', fact: `ticket.${field}`, operator, operand: { value }, reference };
}
