import { ZenDecisionContent, ZenEngine } from '@gorules/zen-engine';
import { isTest } from '../corpora/corpus-rule.ts';
import type { CorpusCondition, CorpusRule, CorpusTest, RuleCorpus, TicketFacts } from '../corpora/corpus-rule.ts';
import type { RulePeer } from './rule-peer.ts';

type Encoding = (rules: readonly CorpusRule[]) => { readonly type: string; readonly content: object };

/** The encodings that were tried, by the name the table gives them; the first need rules of one test a column. */
export const zenEncodings = {
  'decision table, a column a fact': columns,
  'decision table, one column of expressions': oneColumn,
  'one expression': oneExpression,
} as const;

/** How the rules are put to zen-engine. */
export type ZenEncoding = keyof typeof zenEncodings;

/** GoRules' zen-engine: one decision, its content compiled once, evaluated for each ticket. */
export function zenEngine({ rules }: RuleCorpus, encoding: ZenEncoding): RulePeer {
  const encode: Encoding = zenEncodings[encoding];
  const { type, content } = encode(rules);
  const position = { x: 0, y: 0 };
  const graph = {
    nodes: [
      { id: 'in', type: 'inputNode', name: 'in', position },
      { id: 'rules', type, name: 'rules', position, content },
      { id: 'out', type: 'outputNode', name: 'out', position },
    ],
    edges: [
      { id: 'first', type: 'edge', sourceId: 'in', targetId: 'rules' },
      { id: 'second', type: 'edge', sourceId: 'rules', targetId: 'out' },
    ],
  };
  const decision = new ZenEngine().createDecision(new ZenDecisionContent(graph));
  return {
    name: `zen-engine, ${encoding}`,
    matching: async (facts: TicketFacts) => {
      const { result } = (await decision.evaluate(facts)) as { readonly result: Result };
      return Array.isArray(result) ? result.map(({ id }) => id) : result.ids;
    },
  };
}

type Result = readonly { readonly id: string }[] & { readonly ids: readonly string[] };

function columns(rules: readonly CorpusRule[]): ReturnType<Encoding> {
  const tests = rules.map(({ all }) => all.filter(isTest));
  if (tests.some((each, index) => each.length !== rules[index]?.all.length))
    throw new Error('a column holds one test: an `any` has no place in it');
  const fields = [...new Set(tests.flat().map(({ field }) => field))];
  return {
    type: 'decisionTableNode',
    content: {
      hitPolicy: 'collect',
      inputs: fields.map((field) => ({ id: field, name: field, field: `ticket.${field}` })),
      outputs: [{ id: 'id', name: 'id', field: 'id' }],
      rules: rules.map(({ id }, index) => ({
        _id: id,
        id: JSON.stringify(id),
        ...cells(fields, tests[index] ?? []),
      })),
    },
  };
}

function oneColumn(rules: readonly CorpusRule[]): ReturnType<Encoding> {
  return {
    type: 'decisionTableNode',
    content: {
      hitPolicy: 'collect',
      inputs: [{ id: 'when', name: 'when' }],
      outputs: [{ id: 'id', name: 'id', field: 'id' }],
      rules: rules.map(({ id, all }) => ({ _id: id, id: JSON.stringify(id), when: expression({ all }) })),
    },
  };
}

function oneExpression(rules: readonly CorpusRule[]): ReturnType<Encoding> {
  const ids = rules.map(({ id, all }) => `(${expression({ all })}) ? ${JSON.stringify(id)} : null`);
  return {
    type: 'expressionNode',
    content: { expressions: [{ id: 'ids', key: 'ids', value: `filter([${ids.join(', ')}], # != null)` }] },
  };
}

/** A cell a fact; an empty one holds whatever the fact is. */
function cells(fields: readonly string[], tests: readonly CorpusTest[]): { readonly [field: string]: string } {
  return Object.fromEntries(
    fields.map((name) => [
      name,
      tests
        .filter(({ field }) => field === name)
        .map(unary)
        .join(' and '),
    ]),
  );
}

/** A cell: a test of the column's fact. */
function unary({ operator, value }: CorpusTest): string {
  const literal = JSON.stringify(value);
  switch (operator) {
    case 'equals':
      return literal;
    case 'is_not':
      return `!= ${literal}`;
    case 'in':
      return `in ${literal}`;
    case 'not_in':
      return `not in ${literal}`;
    case 'gte':
      return `>= ${literal}`;
    case 'lt':
      return `< ${literal}`;
    case 'matches':
      return `matches($, ${quoted(String(value))})`;
  }
}

function expression(condition: CorpusCondition): string {
  if (!isTest(condition)) {
    const [parts, word] = 'all' in condition ? [condition.all, ' and '] : [condition.any, ' or '];
    return `(${parts.map(expression).join(word)})`;
  }
  const fact = `ticket.${condition.field}`;
  const literal = JSON.stringify(condition.value);
  switch (condition.operator) {
    case 'equals':
      return `${fact} == ${literal}`;
    case 'is_not':
      return `${fact} != ${literal}`;
    case 'in':
      return `${fact} in ${literal}`;
    case 'not_in':
      return `${fact} not in ${literal}`;
    case 'gte':
      return `${fact} >= ${literal}`;
    case 'lt':
      return `${fact} < ${literal}`;
    case 'matches':
      return `matches(${fact}, ${quoted(String(condition.value))})`;
  }
}

/** Backslashes stand for themselves in the language's texts. */
const quoted = (text: string): string => `'${text}'`;
