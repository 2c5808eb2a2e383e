import { Environment } from '@marcbachmann/cel-js';
import { isTest } from '../corpora/corpus-rule.ts';
import type { CorpusCondition, RuleCorpus } from '../corpora/corpus-rule.ts';
import type { RulePeer } from './rule-peer.ts';

/** The Common Expression Language: each rule parsed and its types checked once, over variables of known types. */
export function cel({ rules }: RuleCorpus): RulePeer {
  const environment = new Environment();
  for (const field of ['service', 'priority', 'channel', 'site', 'department', 'summary'])
    environment.registerVariable(field, 'string');
  environment.registerVariable('age', 'double');
  const parsed = rules.map(({ id, all }) => ({ id, holds: environment.parse(expression({ all })) }));
  return {
    name: 'CEL (@marcbachmann/cel-js), compiled',
    matching: ({ ticket }) => {
      const matched: string[] = [];
      for (const { id, holds } of parsed) if (holds({ ...ticket }) === true) matched.push(id);
      return matched;
    },
  };
}

function expression(condition: CorpusCondition): string {
  if (!isTest(condition)) {
    const [parts, sign] = 'all' in condition ? [condition.all, ' && '] : [condition.any, ' || '];
    return `(${parts.map(expression).join(sign)})`;
  }
  const { field, operator, value } = condition;
  const literal = typeof value === 'number' ? value.toFixed(1) : JSON.stringify(value);
  switch (operator) {
    case 'equals':
      return `${field} == ${literal}`;
    case 'is_not':
      return `${field} != ${literal}`;
    case 'in':
      return `${field} in ${literal}`;
    case 'not_in':
      return `!(${field} in ${literal})`;
    case 'gte':
      return `${field} >= ${literal}`;
    case 'lt':
      return `${field} < ${literal}`;
    case 'matches':
      return `${field}.matches(${literal})`;
  }
}
