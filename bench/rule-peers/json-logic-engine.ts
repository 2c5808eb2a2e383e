import { LogicEngine } from 'json-logic-engine';
import { isTest } from '../corpora/corpus-rule.ts';
import type { CorpusCondition, CorpusTest, RuleCorpus, TicketFacts } from '../corpora/corpus-rule.ts';
import type { RulePeer } from './rule-peer.ts';

/** json-logic-engine: each rule compiled to a function once, all of them called. */
export function jsonLogicEngine({ rules }: RuleCorpus): RulePeer {
  const engine = new LogicEngine();
  const expressions = new Map<string, RegExp>();
  engine.addMethod(
    'matches',
    ([text, source]: readonly [string, string]) => {
      const expression = expressions.get(source) ?? new RegExp(source);
      expressions.set(source, expression);
      return expression.test(text);
    },
    { deterministic: true },
  );
  const compiled = rules.map(({ id, all }) => ({
    id,
    holds: engine.build({ and: all.map(logic) }) as (facts: TicketFacts) => unknown,
  }));
  return {
    name: 'json-logic-engine, compiled',
    matching: (facts) => {
      const matched: string[] = [];
      for (const { id, holds } of compiled) if (holds(facts) === true) matched.push(id);
      return matched;
    },
  };
}

function logic(condition: CorpusCondition): object {
  if (!isTest(condition)) {
    return 'all' in condition ? { and: condition.all.map(logic) } : { or: condition.any.map(logic) };
  }
  const { field, operator, value } = condition;
  const operands = [{ var: `ticket.${field}` }, value];
  return operator === 'not_in' ? { '!': { in: operands } } : { [operators[operator]]: operands };
}

const operators: { readonly [operator in Exclude<CorpusTest['operator'], 'not_in'>]: string } = {
  equals: '===',
  is_not: '!==',
  in: 'in',
  gte: '>=',
  lt: '<',
  matches: 'matches',
};
