import { createRequire } from 'node:module';
import { join } from 'node:path';
import { isTest } from '../corpora/corpus-rule.ts';
import type { CorpusCondition, CorpusTest, RuleCorpus, Ticket } from '../corpora/corpus-rule.ts';
import type { RulePeer } from './rule-peer.ts';

interface EngineLibrary {
  readonly Engine: new () => {
    addRule(rule: object): void;
    addOperator(name: string, evaluate: (fact: never, value: never) => boolean): void;
    run(facts: Ticket): Promise<{ readonly events: readonly { readonly type: string }[] }>;
  };
}

/** The version that the policies package rests on, found from there: a comparison never measures another one. */
const library = createRequire(join(import.meta.dirname, '../../packages/policies/package.json'))(
  'json-rules-engine',
) as EngineLibrary;

const operators: { readonly [operator in CorpusTest['operator']]: string } = {
  equals: 'equal',
  is_not: 'notEqual',
  in: 'in',
  not_in: 'notIn',
  gte: 'greaterThanInclusive',
  lt: 'lessThan',
  matches: 'matches',
};

/** json-rules-engine alone, as its documentation writes it: flat facts, and one engine that is reused. */
export function jsonRulesEngine({ rules }: RuleCorpus): RulePeer {
  const engine = new library.Engine();
  const expressions = new Map<string, RegExp>();
  engine.addOperator('matches', (text: string, source: string) => {
    const expression = expressions.get(source) ?? new RegExp(source);
    expressions.set(source, expression);
    return expression.test(text);
  });
  const order = new Map(rules.map(({ id }, index) => [id, index]));
  for (const { id, all } of rules) engine.addRule({ conditions: { all: all.map(condition) }, event: { type: id } });
  return {
    name: 'json-rules-engine, one engine reused',
    matching: async ({ ticket }) => {
      const { events } = await engine.run(ticket);
      // Rules of one priority fire in the order in which their promises settle.
      return events.map(({ type }) => type).sort((one, other) => (order.get(one) ?? 0) - (order.get(other) ?? 0));
    },
  };
}

function condition(corpus: CorpusCondition): object {
  if (isTest(corpus)) return { fact: corpus.field, operator: operators[corpus.operator], value: corpus.value };
  return 'all' in corpus ? { all: corpus.all.map(condition) } : { any: corpus.any.map(condition) };
}
